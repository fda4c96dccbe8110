// SPDX-License-Identifier: Apache-2.0

import Fetching
import Model
import TestServing
import Testing

@Suite(.timeLimit(.minutes(1))) struct ConditionalGetTests {
    @Test func `a document comes with its hash, type, URL and validators`() async throws {
        let server = try await FeedServer.start()
        server.serve(
            "/feed",
            .init(
                body: Array("abc".utf8), headers: [("Cache-Control", "public, max-age=600"), ("Age", "60")],
                etag: "W/\"v1\"", lastModified: "Fri, 26 Apr 2024 18:05:11 GMT",
                contentType: "application/rss+xml; charset=utf-8"))
        let document = try #require(await Fetcher.sample().fetch(server.url("/feed")).document)
        #expect(document.body == Array("abc".utf8))
        #expect(document.bodyHash == "c13be09e43ef48e810d4eb35a244b34c")
        #expect(document.contentType == "application/rss+xml; charset=utf-8")
        #expect(document.url == server.url("/feed") && document.movedTo == nil)
        #expect(document.validators == Validators(etag: "W/\"v1\"", lastModified: "Fri, 26 Apr 2024 18:05:11 GMT"))
        #expect(document.freshFor == .seconds(540))
        await server.stop()
    }

    @Test(
        arguments: [
            ([("Cache-Control", "max-age=600")], 600), ([("Cache-Control", "Max-Age=\"600\", private")], 600),
            ([("Cache-Control", "max-age=600"), ("Age", "700")], 0), ([("Cache-Control", "s-maxage=600")], nil),
            ([("Cache-Control", "max-age=600, no-cache")], 0), ([("Cache-Control", "no-store")], 0),
            ([("Cache-Control", "immutable")], nil), ([("Cache-Control", "max-age=soon")], 0),
            ([("Cache-Control", "max-age=99999999999999999999")], 1 << 31), ([("Expires", "0")], 0),
            ([("Cache-Control", "public"), ("Cache-Control", "max-age=60")], 60), ([], nil),
            (
                [
                    ("Date", "Fri, 26 Apr 2030 18:05:11 GMT"), ("Expires", "Fri, 26 Apr 2030 18:15:11 GMT"),
                    ("Age", "60"),
                ],
                540
            ),
            ([("Expires", "Fri, 26 Apr 2030 18:15:11 GMT"), ("Cache-Control", "max-age=5")], 5),
            ([("Date", "Fri, 26 Apr 2030 18:05:11 GMT"), ("Expires", "Fri, 26 Apr 1999 18:15:11 GMT")], 0),
        ] as [([(String, String)], Int?)])
    func `freshness is what the server's own clock says it is`(headers: [(String, String)], seconds: Int?) async throws
    {
        let lines = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
        let raw = "HTTP/1.1 200 OK\r\n\(lines)Content-Length: 1\r\n\r\nx"
        let server = try #require(RawServer(.send(Array(raw.utf8))))
        let document = try #require(await Fetcher.sample(.small).fetch(server.url()).document)
        server.stop()
        #expect(document.freshFor == seconds.map { .seconds($0) })
    }

    @Test func `validators are echoed exactly and an unchanged document is not sent`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed", .init(body: Array(rss.utf8), etag: "W/\"a b,ü\"", lastModified: "not even a date"))
        let fetcher = Fetcher.sample()
        let validators = try #require(await fetcher.fetch(server.url("/feed")).document?.validators)
        let second = try #require(await fetcher.fetch(server.url("/feed"), validators).notModified)
        #expect(second.validators == validators && second.movedTo == nil)
        let request = try #require(server.requests("/feed").last)
        #expect(request["If-None-Match"] == "W/\"a b,ü\"" && request["If-Modified-Since"] == "not even a date")
        await server.stop()
    }

    @Test func `the first request says who asks and what for, and nothing of the past`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed", .init(rss))
        _ = await Fetcher.sample().fetch(server.url("/feed"))
        let request = try #require(server.requests("/feed").first)
        #expect(request["User-Agent"] == "feedwatch-tests (contact@example.org)")
        #expect(request["Accept-Encoding"]?.hasPrefix("gzip, deflate") == true)
        #expect(request["Accept"]?.contains("application/atom+xml") == true)
        for name in ["If-None-Match", "If-Modified-Since", "A-IM", "Cookie"] { #expect(request[name] == nil) }
        await server.stop()
    }

    @Test func `a validator with a line end is not sent and adds no header`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed", .init(rss))
        let outcome = await Fetcher.sample().fetch(server.url("/feed"), Validators(etag: "\"x\"\r\nX-Evil: 1"))
        #expect(outcome.document != nil)
        let request = try #require(server.requests("/feed").first)
        #expect(request["X-Evil"] == nil && request["If-None-Match"] == nil)
        await server.stop()
    }

    @Test(arguments: [
        "\"plain\"", "W/\"weak\"", "no quotes", "\"a\"b\"", "'single'", "\"a, b\"", "*", "\"caf\u{e9}\"",
        "\"\u{80}\u{ff}\u{c3}\u{28}\"",
        "\"\u{ef}\u{9e}\u{80}\"",
    ]) func `the very bytes of a validator go back, whatever they are`(latin1: String) async throws {
        let bytes = latin1.unicodeScalars.map { UInt8($0.value) }
        let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nETag: ".utf8) + bytes + Array("\r\n\r\nx".utf8)
        let server = try #require(RawServer(.send(head)))
        let fetcher = Fetcher.sample(.small)
        let validators = try #require(await fetcher.fetch(server.url()).document?.validators)
        _ = await fetcher.fetch(server.url(), validators)
        #expect(server.received.contains("If-None-Match: \(latin1)\r\n"))
        server.stop()
    }

    @Test func `a difference is taken as one, but only by who asked for it`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed", .init(body: Array(rss.utf8), status: 226, headers: [("IM", "feed"), ("ETag", "\"2\"")]))
        let fetcher = Fetcher.sample()
        let delta = try #require(await fetcher.fetch(server.url("/feed"), Validators(etag: "\"1\"")).document)
        #expect(delta.isDelta && delta.validators.etag == "\"2\"")
        #expect(server.requests("/feed").last?["A-IM"] == "feed")
        #expect(await fetcher.fetch(server.url("/feed")).failure?.kind == .http(226))
        #expect(await fetcher.fetch(server.url("/feed"), Validators(lastModified: "x")).failure?.kind == .http(226))
        await server.stop()
    }

    @Test func `a 304 that nobody asked for is a failure`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed", .init(status: 304))
        #expect(await Fetcher.sample().fetch(server.url("/feed")).failure?.kind == .http(304))
        await server.stop()
    }

    @Test func `a compressed document is undone`() async throws {
        let server = try await FeedServer.start()
        let long = [UInt8](repeating: 0x61, count: 200_000)
        server.serve("/feed", .init(body: long, gzip: true))
        #expect(await Fetcher.sample().fetch(server.url("/feed")).document?.body == long)
        await server.stop()
    }

    @Test func `one connection serves poll after poll`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed", .init(rss))
        let fetcher = Fetcher.sample()
        for _ in 1...3 { #expect(await fetcher.fetch(server.url("/feed")).document != nil) }
        #expect(Set(server.requests("/feed").map(\.peer)).count == 1)
        await server.stop()
    }
}
