// SPDX-License-Identifier: Apache-2.0

import Testing
import Wording

@Suite struct CanonicalURLTests {
    @Test(arguments: [
        ("http://News.Example", "https://news.example/"),
        ("HTTPS://news.example:443/A?b=1#c", "https://news.example/A?b=1"),
        ("http://news.example:80/", "https://news.example/"),
        ("http://news.example:8080/", "https://news.example:8080/"),
        ("https://news.example/a?utm_source=x&id=7&UTM_medium=y&fbclid=z", "https://news.example/a?id=7"),
        ("https://www.bbc.example/n?at_medium=RSS&at_campaign=KARANGA", "https://www.bbc.example/n"),
        (" https://news.example/%e2%82%ac%zz \n", "https://news.example/%E2%82%AC%zz"),
        ("https://news.example/a?b", "https://news.example/a?b"),
        ("https://news.example?x=1", "https://news.example/?x=1"),
        ("https://news.example/A_b/2024-01", "https://news.example/A_b/2024-01"),
        ("http://news.example/é/", "https://news.example/é/"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://user@news.example/a", "https://user@news.example/a"),
        ("https://news.example", "https://news.example/"),
    ])
    func `drops what does not tell pages apart`(_ url: String, _ expected: String) {
        #expect(CanonicalURL.of(url) == expected)
    }

    @Test(arguments: ["", "news.example/a", "mailto:a@b.c", "urn:x", "http:", "http://", "https:///a", "ftp://a/"])
    func `what is no web link has none`(_ url: String) {
        #expect(CanonicalURL.of(url) == nil)
    }
}
