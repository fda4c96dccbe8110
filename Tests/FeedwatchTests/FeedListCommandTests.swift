// SPDX-License-Identifier: Apache-2.0
// `feeds remove`, `pause` and `resume` as a user types them.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite struct FeedListCommandTests {
    private static let list = """
        feeds:
          # the first
          - url: https://a.example/feed   # here
            title: Alpha
          - {url: "https://b.example/feed", title: Beta}

        """

    private func site() throws -> Site {
        let site = try Site(feeds: [])
        try site.directory.write(Self.list, to: "config/feeds.yaml")
        return site
    }

    private func run(_ site: Site, _ arguments: String...) async throws -> Program.Output {
        try await Program.run(["feeds"] + arguments + ["--config", site.config])
    }

    private func text(_ site: Site) throws -> String {
        try String(contentsOfFile: site.directory.path("config/feeds.yaml"), encoding: .utf8)
    }

    @Test func `a feed is paused, resumed and removed by its URL or title, and nothing else changes`() async throws {
        let site = try site()
        let paused = try await run(site, "pause", "alpha")
        #expect(paused.status == 0, "\(paused.err)")
        #expect(
            paused.out.hasPrefix("paused https://a.example/feed until it is resumed, in \(site.config)/feeds.yaml:3"))
        #expect(paused.err.contains("no daemon is running"))
        let listed = try await run(site, "list")
        #expect(listed.out.contains("paused   never"))
        #expect(try await run(site, "pause", "https://a.example/feed").out.contains("is paused already"))
        #expect(try await run(site, "resume", "https://a.example/feed").status == 0)
        #expect(try text(site) == Self.list)
        let until = try await run(site, "pause", "--for", "2d", "Beta")
        #expect(until.status == 0, "\(until.err)")
        #expect(try text(site).contains("title: Beta, paused: 20"))
        #expect(try await run(site, "list", "--format", "json").out.contains("\"paused_until\":\"20"))
        #expect(try await run(site, "resume", "BETA").status == 0)
        #expect(try await run(site, "resume", "BETA").out.contains("is not paused"))
        #expect(try text(site) == Self.list)
        let removed = try await run(site, "remove", "Alpha")
        #expect(removed.out.hasPrefix("removed https://a.example/feed from"))
        #expect(try text(site) == "feeds:\n  # the first\n  - {url: \"https://b.example/feed\", title: Beta}\n")
        let missing = try await run(site, "remove", "Alpha")
        #expect(missing.status == 1)
        #expect(missing.err.contains("no feed has the title 'Alpha'"))
    }

    @Test func `the running daemon polls a paused feed no more, and a resumed one again`() async throws {
        let server = try await FeedServer.start()
        server.serve("/a", .feed(SampleFeed(name: "outlet", items: 3).xml))
        server.serve("/b", .feed(SampleFeed(name: "other", items: 3).xml))
        let site = try Site(feeds: [server.url("/a")])
        let daemon = try site.start()
        await daemon.errors(contain: "polled \(server.url("/a"))")
        try site.list([server.url("/a"), server.url("/b")])
        let paused = try await run(site, "pause", server.url("/b"))
        #expect(paused.out.hasSuffix("the running daemon has taken it\n"), "\(paused.out)\(paused.err)")
        #expect(server.requests("/b").isEmpty)
        #expect(try await run(site, "resume", server.url("/b")).status == 0)
        await daemon.errors(contain: "polled \(server.url("/b"))")
        #expect(server.requests("/b").count == 1)
        daemon.signal(SIGTERM)
        #expect(await daemon.finish().status == 0)
        #expect(try await run(site, "pause", server.url("/a")).status == 0)
        let once = try await site.runOnce()
        #expect(once.out.hasPrefix("polled 1 "), "\(once.out)")
        await server.stop()
    }
}
