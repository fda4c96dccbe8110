// SPDX-License-Identifier: Apache-2.0
// `feeds discover` against a real server.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite struct DiscoverTests {
    private func discover(_ page: String, _ more: String...) async throws -> Program.Output {
        // No configuration is needed.
        try await Program.run(["feeds", "discover", page, "--config", "/nonexistent"] + more)
    }

    @Test func `each declared feed is read before it is printed, comments last`() async throws {
        let server = try await FeedServer.start()
        server.serve("/news.xml", .feed(SampleFeed(name: "outlet", items: 12).xml))
        server.serve("/comments/feed/", .feed(SampleFeed(name: "talk", items: 1).xml))
        server.serve("/page", .page("<p>no feed</p>"))
        server.serve(
            "/",
            .page(
                """
                <link rel=alternate type=application/rss+xml href=/comments/feed/ title="Comments">
                <link rel=alternate type=application/rss+xml href=/news.xml title="wrong">
                <link rel=alternate type=application/rss+xml href=/gone.xml>
                <link rel=alternate type=application/rss+xml href=/page><a href="/lost.rss">x</a>
                """))
        let output = try await discover(server.url("/"))
        #expect(output.status == 0, "\(output.err)")
        #expect(
            output.out == """
                \(server.url("/news.xml"))  outlet  rss20  12 entries, newest 2026-02-03T10:00:00Z
                \(server.url("/comments/feed/"))  talk  rss20  1 entry, newest 2026-02-03T10:00:00Z

                """)
        #expect(output.err.contains("note: fetch \(server.url("/gone.xml")): HTTP 404"))
        #expect(output.err.contains("note: \(server.url("/page")) is no feed"))
        #expect(!output.err.contains("lost.rss"))
        #expect(output.err.contains("note: 127.0.0.1:\(server.port) is a private address"))
        #expect(server.requests("/feed").isEmpty, "nothing is guessed where something was found")
        let json = try await discover(server.url("/"), "--format", "json").objects()
        #expect(json.map { $0["entries"] as? Int } == [12, 1])
        #expect(json.first?["origin"] as? String == "declared")
        await server.stop()
    }

    @Test func `an address that is a feed says so`() async throws {
        let server = try await FeedServer.start()
        server.serve("/f", .feed(SampleFeed(name: "outlet", items: 3).xml))
        let output = try await discover(server.url("/f"), "--format", "json")
        #expect(output.status == 0)
        #expect(try output.objects().first?["origin"] as? String == "itself")
        await server.stop()
    }

    @Test func `the usual places are tried one by one when nothing else is found, at most eight`() async throws {
        let server = try await FeedServer.start()
        server.serve("/", .page("<p>hello</p>"))
        server.serve("/rss.xml", .feed(SampleFeed(name: "outlet", items: 3).xml))
        let output = try await discover(server.url("/"))
        #expect(output.out.hasPrefix(server.url("/rss.xml") + "  outlet  rss20  3 entries"))
        #expect(server.requests("/feed").count == 1)
        #expect(server.requests("/atom.xml").isEmpty, "the first that is one ends the search")
        server.serve("/rss.xml", .page("<p>not any more</p>"))
        let nothing = try await discover(server.url("/"))
        #expect(nothing.status == 1 && nothing.out.isEmpty)
        #expect(nothing.err.contains("no feed found at"))
        await server.stop()
    }

    @Test func `a page leads to no other server of a private network`() async throws {
        let (server, other) = (try await FeedServer.start(), try await FeedServer.start())
        other.serve("/f.xml", .feed(SampleFeed(name: "secret", items: 3).xml))
        server.serve("/", .page("<link rel=alternate type=application/rss+xml href='\(other.url("/f.xml"))'>"))
        let output = try await discover(server.url("/"))
        #expect(output.status == 1)
        #expect(output.err.contains("\(other.url("/f.xml")): "), "\(output.err)")
        #expect(other.requests("/f.xml").isEmpty)
        await server.stop()
        await other.stop()
    }

    @Test func `a file is searched without the network`() async throws {
        let directory = try TemporaryDirectory()
        let page = try directory.write(
            "<link rel=alternate type=text/rss href=/f.xml title='T\u{1B}[31m'>", to: "page.html")
        let output = try await discover(page, "--base-url", "https://s.example/x")
        #expect(output.out == "https://s.example/f.xml  T [31m  not fetched\n")
        #expect(output.status == 0)
        #expect(try await discover(page).err.contains("--base-url"))
        let feed = try directory.write(SampleFeed(name: "outlet", items: 2).xml, to: "feed.xml")
        #expect(try await discover(feed).out.contains("feed.xml  outlet  rss20  2 entries"))
        let empty = try directory.write("<p>", to: "empty.html")
        #expect(try await discover(empty).status == 1)
    }

    @Test func `a server that cannot be reached is a failure with its reason`() async throws {
        let output = try await discover("http://host.invalid/")
        #expect(output.status == 1)
        #expect(output.err.contains("fetch http://host.invalid/: "))
    }
}
