// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Scheduling

struct HostNameTests {
    @Test(arguments: [
        ("https://News.Example/feed", "news.example"), ("http://user:p@ss@a.example:8080/x", "a.example"),
        ("http://[::1]:80/", "[::1"), ("http://a.example.?q", "a.example"), ("http://a.example#x", "a.example"),
    ]) func `a host is its name alone`(url: String, host: String) {
        #expect(HostName.of(url) == host)
    }

    @Test(arguments: ["file:///feeds/a.xml", "FILE://localhost/a", "nonsense"])
    func `what asks no server has none`(url: String) {
        #expect(HostName.of(url) == nil)
    }

    @Test(arguments: [
        ("HTTPS://Ann@News.Example./feed?a:1", "https://news.example:443"), ("http://[::1]:8080/", "http://::1:8080"),
        ("http://news.example:81", "http://news.example:81"), ("http://[::1]", "http://::1:80"),
    ])
    func `an origin is scheme, host and port`(url: String, origin: String) {
        #expect(HostName.origin(of: url) == origin)
    }
}
