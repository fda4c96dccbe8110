// SPDX-License-Identifier: Apache-2.0
// kill -9 between every two steps of a refresh: nothing told twice, nothing lost, whatever dies when.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite struct CrashTests {
    static let points = [
        "after-fetch", "after-parse", "after-match", "inside-transaction", "after-commit", "after-intent",
        "after-half-append", "after-append", "after-mark",
    ]

    @Test(arguments: points)
    func `killed at a point, the next run tells everything exactly once`(point: String) async throws {
        let (server, site, feeds) = try await world()
        let killed = try await site.runOnce(environment: ["FEEDWATCH_FAULT": "kill@\(point)"])
        #expect(killed.status == -SIGKILL, "the point \(point) was not reached")
        // Killed again in the middle of what the first kill left behind.
        _ = try await site.runOnce(environment: ["FEEDWATCH_FAULT": "kill@\(point):2"])
        try await expectToldOnce(feeds, site)
        await server.stop()
    }

    @Test func `thirty kills at random points while feeds grow leave every alert told exactly once`() async throws {
        var (server, site, feeds) = try await world()
        var random = SystemRandomNumberGenerator()
        for _ in 1...30 {
            for index in feeds.indices { feeds[index].items += Int.random(in: 0...2, using: &random) }
            for feed in feeds { server.serve("/\(feed.name).xml", .feed(feed.xml)) }
            let fault =
                "kill@\(Self.points.randomElement(using: &random) ?? ""):\(Int.random(in: 1...12, using: &random))"
            _ = try await site.runOnce(environment: ["FEEDWATCH_FAULT": fault])
        }
        try await expectToldOnce(feeds, site)
        await server.stop()
    }

    private func world() async throws -> (FeedServer, Site, [SampleFeed]) {
        let server = try await FeedServer.start()
        let feeds = (1...8).map { SampleFeed(name: "outlet\($0)", items: 9, window: 100) }
        for feed in feeds { server.serve("/\(feed.name).xml", .feed(feed.xml)) }
        return (server, try Site(feeds: feeds.map { server.url("/\($0.name).xml") }), feeds)
    }

    private func expectToldOnce(_ feeds: [SampleFeed], _ site: Site) async throws {
        let last = try await site.runOnce()
        #expect(last.status == 0, "\(last.err)")
        let entries = site.directory.lines("logs/alerts.jsonl").compactMap { line in
            (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: any Sendable])?["entry_id"]
                as? String
        }
        #expect(entries.sorted() == feeds.flatMap(\.told).sorted())
        #expect(try site.jsonIDs().sorted() == site.logIDs().sorted())
        let status = try await Program.run(["status", "--config", site.config, "--format", "json"])
        #expect(status.status == 0, "\(status.err)")
    }
}
