// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestServing
import TestSupport
import Testing

/// What waits, and why, as a user sees it.
@Suite struct AttentionCommandTests {
    private func run(_ site: Site, _ arguments: String...) async throws -> Program.Output {
        try await Program.run(arguments + ["--config", site.config])
    }

    /// A site with two entries to tell.
    private func site(attention: String = "") throws -> Site {
        let topics = Site.usChina.mapValues { attention + $0 }
        let site = try Site(feeds: ["file:news.xml"], topics: topics)
        try site.directory.write(SampleFeed(name: "outlet", items: 6).xml, to: "config/news.xml")
        return site
    }

    @Test func `a muted topic is held and seen to be, and tells all as one when it is unmuted`() async throws {
        let site = try site()
        let muted = try await run(site, "topics", "mute", "us-china", "--for", "2h")
        #expect(muted.status == 0 && muted.out.hasPrefix("us-china is muted until "), "\(muted.err)")
        #expect(try await site.runOnce().out.hasSuffix("new 6 alerts 0\n"))
        #expect(site.logLines().isEmpty)
        #expect(try await run(site, "topics", "list").out.contains("muted until "))
        #expect(try await run(site, "topics", "list").out.contains(", 2 held"))
        #expect(try await run(site, "status").out.contains("held      us-china: 2 until "))
        let held = try await run(site, "alerts").out.split(separator: "\n")
        #expect(
            held.count == 2 && held.allSatisfy { $0.contains("  (held until ") && $0.hasSuffix("the end of the mute)") }
        )

        #expect(try await run(site, "topics", "unmute", "us-china").status == 0)
        #expect(try await site.runOnce().out.hasSuffix("new 0 alerts 1\n"))
        let line = try #require(site.logLines().first)
        #expect(site.logLines().count == 1 && line.contains("  us-china  "))
        #expect(line.contains("  -  2 stories while muted: Beijing and Washington meet over "))
        let digest = try #require(try site.jsonIDs().first)
        #expect(try await run(site, "alerts").out.components(separatedBy: "(told by #\(digest))").count == 3)
        let shown = try await run(site, "alerts", "show", digest).out
        #expect(shown.contains("kind      digest") && shown.contains("story     2 alerts"))
        #expect(shown.components(separatedBy: "\n  20").count == 3, "\(shown)")
        #expect(try await run(site, "alerts", "why", digest).out.components(separatedBy: "china NEAR/8").count == 3)
    }

    @Test func `the running daemon mutes and unmutes at once`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed.xml", .feed(SampleFeed(name: "outlet", items: 9).xml))
        let site = try Site(feeds: [server.url("/feed.xml")])
        try site.directory.write("feeds: []\n", to: "config/feeds.yaml")
        let running = try site.start()
        await running.errors(contain: "watching 0 feeds")
        #expect(try await run(site, "topics", "mute", "us-china", "--for", "1h").status == 0)
        try site.list([server.url("/feed.xml")])
        #expect(try await run(site, "reload").status == 0)
        await running.errors(contain: "polled \(server.url("/feed.xml")): ")
        #expect(try await run(site, "topics", "unmute", "us-china").status == 0)
        #expect(try await run(site, "alerts").out.contains("3 stories while muted"))
        running.signal(SIGTERM)
        #expect(await running.finish().status == 0)
        await server.stop()
    }

    @Test func `what cannot be muted is said`() async throws {
        let site = try site()
        let unknown = try await run(site, "topics", "mute", "us-chna", "--for", "2h")
        #expect(unknown.status == 1 && unknown.err.contains(/no topic us-chna in .*topics; there are us-china/))
        #expect(try await run(site, "topics", "mute", "us-china", "--for", "0").status == 2)
        #expect(try await run(site, "topics", "mute", "us-china").status == 2)
    }

    @Test func `beyond at_most a story waits for the next hour`() async throws {
        let site = try site(attention: "at_most: 1/h\n")
        #expect(try await site.runOnce().out.hasSuffix("new 6 alerts 1\n"))
        #expect(site.logLines().count == 1)
        #expect(try await run(site, "status").out.contains("(overflow)"))
        #expect(try await run(site, "topics", "list").out.contains("1 held, at most 1/h"))
    }
}
