// SPDX-License-Identifier: Apache-2.0

import Fetching
import Model
import TestServing
import Testing

@Suite(.timeLimit(.minutes(1))) struct RedirectTests {
    @Test(arguments: [301, 308]) func `a permanent redirect tells where the feed lives now`(status: Int) async throws {
        let server = try await FeedServer.start()
        server.serve("/old", .redirect(to: "/new", status: status))
        server.serve("/new", .init(rss))
        let document = try #require(await Fetcher.sample().fetch(server.url("/old")).document)
        #expect(document.movedTo == server.url("/new") && document.url == server.url("/new"))
        let again = await Fetcher.sample().fetch(server.url("/old"), document.validators)
        #expect(again.notModified?.movedTo == server.url("/new"))
        await server.stop()
    }

    @Test(arguments: [302, 303, 307]) func `a temporary redirect is followed and moves nothing`(status: Int)
        async throws
    {
        let server = try await FeedServer.start()
        server.serve("/old", .redirect(to: "/new", status: status))
        server.serve("/new", .init(rss))
        let document = try #require(await Fetcher.sample().fetch(server.url("/old")).document)
        #expect(document.movedTo == nil && document.url == server.url("/new"))
        await server.stop()
    }

    @Test func `one temporary hop in a chain makes the whole chain temporary`() async throws {
        let server = try await FeedServer.start()
        server.serve("/a", .redirect(to: "/b", status: 301))
        server.serve("/b", .redirect(to: "/c", status: 302))
        server.serve("/c", .redirect(to: "/d", status: 308))
        server.serve("/d", .init(rss))
        let document = try #require(await Fetcher.sample().fetch(server.url("/a")).document)
        #expect(document.movedTo == nil && document.url == server.url("/d"))
        await server.stop()
    }

    @Test func `eight redirects are followed, nine are not`() async throws {
        let server = try await FeedServer.start()
        for hop in 1...9 { server.serve("/\(hop)", .redirect(to: "/\(hop - 1)")) }
        server.serve("/0", .init(rss))
        #expect(await Fetcher.sample().fetch(server.url("/8")).document != nil)
        #expect(await Fetcher.sample().fetch(server.url("/9")).failure?.kind == .tooManyRedirects)
        await server.stop()
    }

    @Test func `a loop ends`() async throws {
        let server = try await FeedServer.start()
        server.serve("/loop", .redirect(to: "/loop", status: 301))
        #expect(await Fetcher.sample().fetch(server.url("/loop")).failure?.kind == .tooManyRedirects)
        #expect(server.requests("/loop").count == 9)
        await server.stop()
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "dict://127.0.0.1/"])
    func `a redirect away from http is refused`(target: String) async throws {
        let server = try await FeedServer.start()
        server.serve("/feed", .redirect(to: target))
        #expect(await Fetcher.sample().fetch(server.url("/feed")).failure?.kind == .forbiddenRedirect)
        await server.stop()
    }

    @Test func `410 is gone, but not after a temporary redirect`() async throws {
        let server = try await FeedServer.start()
        server.serve("/gone", .init(status: 410))
        server.serve("/moved", .redirect(to: "/gone", status: 301))
        server.serve("/away", .redirect(to: "/gone", status: 302))
        #expect(await Fetcher.sample().fetch(server.url("/gone")).isGone)
        #expect(await Fetcher.sample().fetch(server.url("/moved")).isGone)
        #expect(await Fetcher.sample().fetch(server.url("/away")).failure?.kind == .http(410))
        await server.stop()
    }

    @Test func `a redirect's own validators are not taken for the document's`() async throws {
        let server = try await FeedServer.start()
        server.serve("/old", .init(status: 302, headers: [("Location", "/new"), ("ETag", "\"redirect\"")]))
        server.serve("/new", .init(body: Array(rss.utf8), isConditional: false))
        #expect(await Fetcher.sample().fetch(server.url("/old")).document?.validators == Validators())
        await server.stop()
    }
}
