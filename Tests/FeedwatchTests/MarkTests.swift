// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `alerts mark`, `entries mark` and what comes of the verdicts.
@Suite struct MarkTests {
    /// A site that has told two of six entries.
    private func site() async throws -> Site {
        let site = try Site(feeds: ["file:news.xml"])
        try site.directory.write(SampleFeed(name: "outlet", items: 6).xml, to: "config/news.xml")
        #expect(try await site.runOnce().status == 0)
        return site
    }

    private func run(_ site: Site, _ arguments: String...) async throws -> Program.Output {
        try await Program.run(arguments + ["--config", site.config])
    }

    private func alertIDs(_ site: Site) async throws -> [String] {
        try await run(site, "alerts", "--format", "json").objects().compactMap { $0["alert_id"] as? String }
    }

    @Test func `alerts and missed entries are marked, listed, and measured by`() async throws {
        let site = try await site()
        let ids = try await alertIDs(site)
        #expect(try await run(site, "alerts", "mark", "#" + ids[0].prefix(6), "good").status == 0)
        #expect(try await run(site, "alerts", "mark", ids[1], "good").status == 0)
        #expect(try await run(site, "alerts", "mark", ids[1], "bad").status == 0)
        let missed = "https://outlet.example/1"
        let entry = try await run(site, "entries", "mark", missed, "good", "--topic", "us-china")
        #expect(entry.status == 0, "\(entry.err)")
        let alerts = try await run(site, "alerts").out.split(separator: "\n")
        #expect(alerts.map { $0.split(separator: "  ").last } == ["good", "bad"])
        #expect(
            try await run(site, "alerts", "--format", "json").objects().map { $0["verdict"] as? String }
                == ["good", "bad"])
        let listed = try await run(site, "verdicts").out.split(separator: "\n").map { $0.split(separator: "  ") }
        #expect(listed.count == 3 && listed.allSatisfy { $0[1] == "us-china" })
        #expect(Set(listed.filter { $0.count == 6 }.map { String($0[5]) }) == Set(ids.map { "#" + $0 }))
        let labels = site.directory.path("labels.jsonl")
        try site.directory.write(
            try await run(site, "verdicts", "list", "--format", "json").out, to: "labels.jsonl")
        for source in [["--verdicts"], [labels], [labels, "--verdicts"]] {
            let score = try await Program.run(
                ["topics", "score", "--format", "json", "--config", site.config] + source)
            let measured = try #require(try score.objects().first, "\(score.err)")
            #expect(measured["labelled_entries"] as? Int == 3, "what the file has, too, counts once: \(source)")
            let topic = try #require((measured["topics"] as? [[String: any Sendable]])?.first)
            #expect(topic["false_alarms"] as? Int == 1 && topic["misses"] as? Int == 1, "\(source)")
        }
    }

    @Test func `what cannot be marked is said`() async throws {
        let site = try await site()
        let topic = try await run(site, "entries", "mark", "https://outlet.example/1", "good", "--topic", "us-chna")
        #expect(topic.status == 1 && topic.err.contains("there are us-china"))
        let entry = try await run(site, "entries", "mark", "https://outlet.example/99", "good", "--topic", "us-china")
        #expect(entry.status == 1 && entry.err.contains("no stored entry"))
        #expect(try await run(site, "alerts", "mark", "ffff", "good").status == 1)
        #expect(try await run(site, "alerts", "mark", "ffff", "fine").status == 2)
        #expect(try await run(site, "topics", "score").status == 2)
    }

    @Test func `the running daemon marks`() async throws {
        let site = try await site()
        let running = try site.start()
        await running.errors(contain: "watching 1 feeds")
        let ids = try await alertIDs(site)
        let marked = try await run(site, "alerts", "mark", ids[0], "bad")
        #expect(marked.status == 0, "\(marked.err)")
        #expect(try await run(site, "verdicts").out.hasSuffix("#\(ids[0])\n"))
        #expect(try await run(site, "alerts", "mark", ids[0], "none").status == 0)
        #expect(try await run(site, "verdicts").out.isEmpty)
        running.signal(SIGTERM)
        #expect(await running.finish().status == 0)
    }
}
