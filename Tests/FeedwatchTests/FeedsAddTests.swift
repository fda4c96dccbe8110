// SPDX-License-Identifier: Apache-2.0
// `feeds add` against a real server.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite struct FeedsAddTests {
    private func add(_ site: Site, _ arguments: String...) async throws -> Program.Output {
        try await Program.run(["feeds", "add"] + arguments + ["--config", site.config])
    }

    private func list(_ site: Site) throws -> String {
        try String(contentsOfFile: site.directory.path("config/feeds.yaml"), encoding: .utf8)
    }

    @Test func `the feed of a page is shown with what would have matched, and becomes the last of the list`()
        async throws
    {
        let server = try await FeedServer.start()
        server.serve("/news.xml", .feed(SampleFeed(name: "outlet", items: 12).xml))
        server.serve("/", .page("<link rel=alternate type=application/rss+xml href=/news.xml>"))
        let site = try Site(feeds: [])
        try site.directory.write(
            "# mine\nfeeds:  # few\n  - url: https://a.example/  # here\n", to: "config/feeds.yaml")
        let refused = try await add(site, server.url("/"))
        #expect(refused.status == 1)
        #expect(refused.err.contains("is a private address; if the feed is meant to be there, add --allow-private"))
        let dry = try await add(site, server.url("/"), "--allow-private", "--dry-run")
        #expect(dry.out.contains("would be added to \(site.config)/feeds.yaml:4"), "\(dry.err)")
        let added = try await add(
            site, server.url("/"), "--allow-private", "--title", "The: Outlet", "--tag", "x", "--tag", "z", "--every",
            "2h",
            "--topic", "us-china")
        #expect(added.status == 0, "\(added.err)")
        let shown = added.out.split(separator: "\n")
        #expect(shown.count == 8, "\(added.out)")
        #expect(shown[0] == server.url("/news.xml"))
        #expect(shown[1] == "  outlet  rss20  12 entries  newest 2026-02-03T10:00:00Z")
        #expect(shown[2] == "  us-china would have matched 4 of them:")
        #expect(shown[6] == "    and 1 more")
        #expect(added.err.contains("no daemon is running"))
        #expect(
            try list(site) == """
                # mine
                feeds:  # few
                  - url: https://a.example/  # here
                  - url: \(server.url("/news.xml"))
                    title: "The: Outlet"
                    every: 2h
                    tags: [x, z]
                    topics: [us-china]
                    allow_private: true

                """)
        let again = try await add(site, server.url("/news.xml"))
        #expect(again.status == 0 && again.err.contains("is on the list already"))
        await server.stop()
    }

    @Test func `of several feeds one has to be named, and what gives none is not written unless it must be`()
        async throws
    {
        let server = try await FeedServer.start()
        for name in ["a", "b"] { server.serve("/\(name).xml", .feed(SampleFeed(name: name, items: 3).xml)) }
        server.serve(
            "/two",
            .page(
                """
                <link rel=alternate type=application/rss+xml href=/a.xml><link rel=alternate \
                type=application/rss+xml href=/b.xml>
                """))
        let site = try Site(feeds: [])
        let two = try await add(site, server.url("/two"), "--allow-private")
        #expect(two.status == 1)
        #expect(two.out.split(separator: "\n").count == 2)
        #expect(two.err.contains("2 feeds found at \(server.url("/two")); name one of them"))
        let none = try await add(site, server.url("/none"), "--allow-private")
        #expect(none.status == 1 && none.err.contains("--force puts it on the list all the same"), "\(none.err)")
        #expect(try list(site) == "feeds: []\n")
        let topic = try await add(site, server.url("/a.xml"), "--topic", "us-chian")
        #expect(topic.status == 1 && topic.err.contains("no topic 'us-chian'; there are us-china"))
        let forced = try await add(site, server.url("/none"), "--allow-private", "--force", "--format", "json")
        #expect(forced.status == 0, "\(forced.err)")
        #expect(try forced.objects().first?["written"] as? Bool == true)
        #expect(try list(site).contains("url: \(server.url("/none"))\n"))
        await server.stop()
    }

    @Test func `a list that another program changed meanwhile is not overwritten`() async throws {
        let server = try await FeedServer.start()
        let site = try Site(feeds: [])
        let adding = (0..<6).map { number in
            server.serve("/\(number)", .feed(SampleFeed(name: "n\(number)", items: 3).xml))
            return Task { try await add(site, server.url("/\(number)"), "--allow-private") }
        }
        var written = 0
        for task in adding {
            let output = try await task.value
            if output.status == 0 { written += 1 } else { #expect(output.err.contains("was changed meanwhile")) }
        }
        #expect(written >= 1)
        #expect(try list(site).split(separator: "\n").filter { $0.contains("url:") }.count == written)
        await server.stop()
    }
}
