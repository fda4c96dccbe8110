// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Configuring

@Suite struct FeedListTests {
    @Test func `every key of a feed is read`() throws {
        let folder = try ConfigurationFolder([
            "feeds.yaml": """
            feeds:
              - url: https://a.example/feed?x=1#y
                title: A
                every: 10m
                tags: [china, asia]
                topics: [us-china]
                auth: {user: me, password_file: secrets/a}
                proxy: socks5h://127.0.0.1:9050
                proxy_auth: {user: p, password_file: secrets/p}
                headers: {X-Key: {file: secrets/k}, Accept-Language: zh}
                client_certificate: {file: c.pem, key_file: secrets/c.key}
                cookies: true
                backlog: 48h
                allow_private: true
              - url: http://b.example
                auth: {token_file: "${CREDENTIALS_DIRECTORY}/b"}
                proxy: direct
                backlog: all
            """,
            "topics/us-china.yaml": "signals: [+1.0 China]",
        ])
        let feeds = try #require(folder.read(["CREDENTIALS_DIRECTORY": "/run/c"]).configuration).feeds
        #expect(
            feeds == [
                Feed(
                    url: "https://a.example/feed?x=1#y", title: "A", interval: .seconds(600), tags: ["china", "asia"],
                    topics: ["us-china"], backlog: .within(.seconds(172_800)), allowsPrivateAddress: true,
                    credentials: .basic(user: "me", passwordFile: folder.path("secrets/a")),
                    proxy: .through(
                        url: "socks5h://127.0.0.1:9050",
                        credentials: .basic(user: "p", passwordFile: folder.path("secrets/p"))),
                    asking: Asking(
                        fields: [
                            RequestField("X-Key", .file(folder.path("secrets/k"))),
                            RequestField("Accept-Language", .text("zh")),
                        ],
                        certificate: CertificateFiles(
                            certificate: folder.path("c.pem"), key: folder.path("secrets/c.key")),
                        keepsCookies: true)),
                Feed(
                    url: "http://b.example", backlog: .all, credentials: .bearer(tokenFile: "/run/c/b"), proxy: .direct),
            ])
    }

    @Test func `headers that would break a request, or have a key of their own, are refused`() throws {
        let folder = try ConfigurationFolder([
            "feeds.yaml": """
            feeds:
              - url: https://a.example/
                headers: {Host: b.example, "X Key": a, Authorization: Bearer x, X-A: [a], X-B: {path: a}}
                proxy: http://me:secret@proxy.example
                client_certificate: {key_file: a}
                auth: {user: me, password_file: a, token_file: b}
            """
        ])
        #expect(folder.read().configuration == nil)
        let lines = folder.lines().joined(separator: "\n")
        for words in [
            "the header Host is not set here", "cannot be a header's name", "write auth:", "X-A takes a text",
            "unknown key 'path'", "write proxy_auth", "client_certificate is not whole", "auth is not whole",
        ] {
            #expect(lines.contains(words), "\(words) in\n\(lines)")
        }
    }

    @Test func `a proxy for all feeds is read with who asks it`() throws {
        let folder = try ConfigurationFolder([
            "feedwatch.yaml":
                "fetch: {proxy: 'http://proxy.example:3128', proxy_auth: {user: p, password_file: s, digest: true}}",
            "feeds.yaml": "feeds: []",
        ])
        let fetch = try #require(folder.read().configuration).fetch
        #expect(fetch.proxy == "http://proxy.example:3128")
        #expect(fetch.proxyCredentials == .digest(user: "p", passwordFile: folder.path("s")))
    }

    @Test func `who asks a proxy is a user, stands beside a proxy, and never in its URL`() throws {
        let auth = "{user: p, password_file: s}"
        let folder = try ConfigurationFolder([
            "feedwatch.yaml": "fetch: {proxy_auth: \(auth)}",
            "feeds.yaml": """
            feeds:
              - {url: 'https://a.example/', proxy_auth: \(auth)}
              - {url: 'https://b.example/', proxy_auth: \(auth), proxy: direct}
              - {url: 'https://c.example/', proxy_auth: {token_file: t}, proxy: 'http://proxy.example'}
              - {url: 'https://d.example/', proxy_auth: \(auth), proxy: 'http://me:secret@proxy.example'}
            """,
        ])
        let (configuration, problems) = folder.read()
        let messages = problems.map(\.message)
        #expect(configuration == nil && messages.count == 5, "\(messages)")
        #expect(messages.filter { $0.contains("proxy_auth without a proxy") }.count == 3)
        #expect(messages.contains { $0.contains("unknown key 'token_file'") })
        #expect(!problems.contains { $0.description.contains("secret") })
    }

    @Test func `lists are joined in the order of the files, OPML last`() throws {
        let folder = try ConfigurationFolder([
            "feeds.yaml": "feeds: [{url: 'https://1.example/'}]",
            "feeds.d/b.yaml": "feeds: [{url: 'https://3.example/'}]",
            "feeds.d/a.yaml": "feeds: [{url: 'https://2.example/'}]",
            "feeds.d/0.opml": "https://4.example/ Four news\nhttps://4.example/ Four asia news\nhttps://2.example/ Two",
        ])
        let (configuration, problems) = folder.read()
        #expect(configuration?.feeds.map(\.url) == (1...4).map { "https://\($0).example/" })
        #expect(configuration?.feeds.last == Feed(url: "https://4.example/", title: "Four", tags: ["news", "asia"]))
        #expect(problems.map(\.severity) == [.warning])
        #expect(folder.lines()[0].contains("'https://2.example/' is also in"))
    }

    @Test func `a broken OPML file and a bad address in one are errors`() throws {
        let folder = try ConfigurationFolder(["feeds.d/a.opml": "broken", "feeds.d/b.opml": "gopher://x X"])
        #expect(folder.read().configuration == nil)
        #expect(folder.places() == ["feeds.d/a.opml:1:1", "feeds.d/b.opml:1:1"])
    }

    @Test(arguments: ["file:secrets.xml", "file:///etc/passwd", "FILE://localhost/etc/passwd"])
    func `an OPML file cannot make a file of this machine a feed`(url: String) throws {
        let folder = try ConfigurationFolder(["feeds.d/a.opml": "https://a.example/f A\n\(url) X"])
        #expect(folder.read().configuration == nil)
        #expect(folder.lines()[0].contains("a subscription list cannot name a file of this machine"))
    }

    @Test func `an address with a password in an OPML file is refused without showing it`() throws {
        let folder = try ConfigurationFolder(["feeds.d/a.opml": "https://me:hunter2@x.example/f X"])
        #expect(folder.read().configuration == nil)
        #expect(folder.lines()[0].contains("'https://…@x.example/f'"))
        #expect(!folder.lines()[0].contains("hunter2"))
    }

    @Test(arguments: [
        ("http://h.example/x", "http://h.example/x"), ("HTTPS://H.example", "HTTPS://H.example"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"), ("http://127.0.0.1:80", "http://127.0.0.1:80"),
        ("file:news.xml", "file:///etc/feed%20watch/news.xml"),
        ("file:./a/../n.xml", "file:///etc/feed%20watch/a/../n.xml"),
        ("file:///srv/x%20y.xml", "file:///srv/x%20y.xml"), ("file:/srv/x", "file:///srv/x"),
        ("file://localhost/srv/x", "file:///srv/x"),
    ])
    func `an address is kept as written, a file's made absolute`(text: String, url: String) throws {
        #expect(try FeedURL.read(text, directory: "/etc/feed watch").url == url)
    }

    @Test(arguments: [
        ("", "write https://…, http://… or file:…"), ("news.example/x", "write https://news.example/x"),
        ("feed://n.example/x", "write https://n.example/x"), ("htps://n.example", "write https://n.example"),
        ("http:/n.example", "write http://n.example"), ("ftp://x", "http, https and file are possible"),
        ("https://", "write it whole, such as https://example.org/feed.xml"),
        ("https://:80/x", "write it whole, such as https://example.org/feed.xml"),
        ("http://h:0x50/", "leave it out for the usual one"), ("http://a b", "write a space as %20"),
        ("file://news.xml", "write file:///news.xml, or file:news.xml beside the configuration"),
        ("file:", "write file:name.xml or file:///path/to/name.xml"),
        ("https://u:p@h.example", "write auth: {user: NAME, password_file: FILE}, and the URL without them"),
    ])
    func `an address that cannot be polled is refused with what would be right`(text: String, advice: String) {
        let fault = #expect(throws: FeedURL.Fault.self) { try FeedURL.read(text, directory: "/") }
        #expect(fault?.advice == advice)
    }

    @Test func `a secret in the file is refused`() throws {
        let folder = try ConfigurationFolder([
            "feeds.yaml": "feeds: [{url: 'https://a.example', auth: {user: x, password: secret}}]"
        ])
        #expect(folder.read().configuration == nil)
        #expect(folder.lines().allSatisfy { !$0.contains("secret") })
    }

    @Test func `a file the service cannot see is warned of, one beside the configuration is not`() throws {
        let folder = try ConfigurationFolder(["feeds.yaml": "feeds: [{url: 'file:///root/x.xml'}, {url: 'file:y.xml'}]"]
        )
        #expect(folder.read().configuration?.feeds.count == 2)
        #expect(folder.places() == ["feeds.yaml:1:15"])
    }
}
