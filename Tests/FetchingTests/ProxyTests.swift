// SPDX-License-Identifier: Apache-2.0
// Through a proxy the address policy sees the proxy's address alone: what it can still hold.

import Fetching
import Glibc
import Model
import TestServing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ProxyTests {
    private let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<rss>".utf8)

    private func fetch(
        _ url: String, by proxy: String, _ credentials: Credentials? = nil, allowsPrivate: Bool = false
    ) async -> FetchOutcome {
        await Fetcher.sample(.small).fetch(
            FetchRequest(
                url: url, allowsPrivateAddress: allowsPrivate, proxy: .through(url: proxy, credentials: credentials)))
    }

    @Test func `a proxy on this machine gets the request for a public host`() async throws {
        let proxy = try #require(RawServer(.send(answer)))
        #expect(await fetch("http://feed.example/x", by: proxy.url()).document?.body == Array("<rss>".utf8))
        #expect(proxy.received.hasPrefix("GET http://feed.example/x HTTP/1.1\r\n"))
        proxy.stop()
    }

    @Test(arguments: ["http", "socks4", "socks4a", "socks5", "socks5h"]) func `no proxy is asked for a private address`(
        scheme: String
    ) async throws {
        let proxy = try #require(RawServer(.send(answer)))
        for host in [
            "127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "[::1]", "[::ffff:7f00:1]", "0",
            "localhost", "LOCALHOST.", "a.localhost", "169.254.169.254", "10.0.0.1", "[64:ff9b::7f00:1]",
            "１２７.０.０.１", "%31%32%37.0.0.1",
        ] {
            for url in ["http://\(host)/", "https://\(host)/"] {
                let failure = await fetch(url, by: "\(scheme)://127.0.0.1:\(proxy.port)").failure
                #expect(failure?.kind == .blockedAddress, "\(url): \(failure?.message ?? "fetched")")
            }
        }
        #expect(proxy.connections == 0)
        proxy.stop()
    }

    @Test func `nor is one that is asked already for the target of a redirect`() async throws {
        let moved = Array("HTTP/1.1 302 Found\r\nLocation: http://127.1/\r\nContent-Length: 0\r\n\r\n".utf8)
        let proxy = try #require(RawServer(.dialogue([moved, answer])))
        #expect(await fetch("http://feed.example/", by: proxy.url()).failure?.kind == .blockedAddress)
        #expect(!proxy.received.contains("127.1"))
        proxy.stop()
    }

    @Test func `allow_private lets a proxy be asked for the feed's own host`() async throws {
        let proxy = try #require(RawServer(.send(answer)))
        #expect(await fetch("http://10.1.2.3/x", by: proxy.url(), allowsPrivate: true).document != nil)
        proxy.stop()
    }

    @Test func `CONNECT for https, with the password of a file`() async throws {
        let folder = try TemporaryDirectory()
        let credentials = Credentials.basic(user: "ann", passwordFile: try folder.write("secret\n", to: "password"))
        let proxy = try #require(RawServer(.send(Array("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".utf8))))
        let failure = await fetch("https://feed.example/", by: proxy.url(), credentials).failure
        #expect(failure?.kind == .proxy, "\(failure?.message ?? "fetched")")
        #expect(proxy.received.hasPrefix("CONNECT feed.example:443 HTTP/1.1\r\n"))
        #expect(proxy.received.contains("Proxy-Authorization: Basic YW5uOnNlY3JldA==\r\n"))
        proxy.stop()
    }

    @Test func `SOCKS5 with user and password, the name resolved by the proxy`() async throws {
        let folder = try TemporaryDirectory()
        let credentials = Credentials.basic(user: "ann", passwordFile: try folder.write("secret", to: "password"))
        let isConnected: [UInt8] = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        let proxy = try #require(RawServer(.dialogue([[5, 2], [1, 0], isConnected, answer])))
        let url = "socks5h://127.0.0.1:\(proxy.port)"
        #expect(await fetch("http://feed.example/x", by: url, credentials).document?.body == Array("<rss>".utf8))
        #expect(proxy.received.contains("\u{3}ann\u{6}secret") && proxy.received.contains("\u{c}feed.example\u{0}P"))
        #expect(proxy.received.contains("GET /x HTTP/1.1\r\n"))
        proxy.stop()
    }

    @Test func `the environment neither names nor excepts a proxy`() async throws {
        let proxy = try #require(RawServer(.send(answer)))
        setenv("no_proxy", "*", 1)
        setenv("http_proxy", "http://127.0.0.1:\(proxy.port)/", 1)
        defer {
            unsetenv("no_proxy")
            unsetenv("http_proxy")
        }
        #expect(await fetch("http://feed.example/", by: proxy.url()).document != nil)
        unsetenv("no_proxy")
        #expect(await Fetcher.sample(.small).fetch("http://feed.invalid/").failure?.kind == .dns)
        proxy.stop()
    }

    @Test func `a proxy that is not there is named as the one at fault`() async throws {
        #expect(await fetch("http://feed.example/", by: "http://127.0.0.1:1").failure?.kind == .proxy)
    }
}
