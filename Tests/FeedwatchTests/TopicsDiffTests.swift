// SPDX-License-Identifier: Apache-2.0
// `topics diff`: what an edit would have told, before it is in force.

import Foundation
import TestSupport
import Testing

@Suite struct TopicsDiffTests {
    /// A site whose store holds twelve entries, of which four are told.
    private func site(_ settings: String = "") async throws -> Site {
        let site = try Site(feeds: ["file:news.xml"], settings: settings)
        try site.directory.write(SampleFeed(name: "outlet", items: 12).xml, to: "config/news.xml")
        #expect(try await site.runOnce().out.contains("new 12 alerts 4"))
        return site
    }

    private func diff(_ site: Site, _ arguments: [String]) async throws -> Program.Output {
        try await Program.run(["topics", "diff"] + arguments + ["--config", site.config])
    }

    /// The topic with one replacement, as a file beside the configuration.
    private func draft(_ site: Site, replacing old: String, with new: String) throws -> String {
        let text = try #require(Site.usChina["us-china"])
        #expect(text.contains(old))
        return try site.directory.write(text.replacing(old, with: new), to: "draft/us-china.yaml")
    }

    @Test func `stories gained are listed with the signal that made the difference, and the sum is last`() async throws
    {
        let site = try await site()
        let draft = try draft(site, replacing: "signals:", with: "signals:\n  - +0.9 council NEAR/8 budget")
        let output = try await diff(site, [draft, "--show", "2"])
        #expect(output.status == 0 && output.err.isEmpty, "\(output.err)")
        let lines = output.out.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0].hasPrefix("+ ") && lines[0].contains("  us-china  0.00 → 0.90  outlet  Council debates "))
        #expect(lines[1] == "    +0.90 new       title     council NEAR/8 budget")
        #expect(lines[4] == "… and 6 more (--show 8 lists them all)" && lines[5] == "")
        #expect(
            lines[6] == """
                us-china: 8 gained, 0 lost, 0 rescored; 4.00 stories a day before, 12.00 after (4 → 12, 200 % changed)
                """)
        #expect(lines[7] == "  signal added: +0.9 council NEAR/8 budget")
        #expect(lines[8] == "12 entries matched again, of the last 30d")
    }

    @Test func `stories lost tell what excludes them, and JSON has them all`() async throws {
        let site = try await site()
        let draft = try draft(site, replacing: "signals:", with: "exclude: [meet]\nsignals:")
        let text = try await diff(site, [draft])
        #expect(text.out.contains("- ") && text.out.contains("\n    now excluded by meet\n"), "\(text.out)")
        let lines = try await diff(site, [draft, "--format", "json", "--show", "0"]).objects()
        #expect(lines.map { $0["kind"] as? String } == ["lost", "lost", "lost", "lost", "topic", "summary"])
        let after = lines[0]["after"] as? [String: any Sendable]
        #expect(after?["excluded_by"] as? String == "meet" && after?["matches"] as? Bool == false)
        #expect(lines[5]["before"] as? Int == 4 && lines[5]["after"] as? Int == 0 && lines[5]["lost"] as? Int == 4)
    }

    @Test func `beyond the limit it ends with 1, and says so`() async throws {
        let site = try await site()
        let draft = try draft(site, replacing: "threshold: 0.8", with: "threshold: 1.2")
        let beyond = try await diff(site, [draft, "--limit", "20%"])
        #expect(beyond.status == 1)
        #expect(beyond.err == "more than 20 % of the stories would change: us-china 100 %\n")
        #expect(beyond.out.contains("  1.00 of 0.80 → 1.00 of 1.20  "), "\(beyond.out)")
        #expect(try await diff(site, [draft, "--limit", "100"]).status == 0)
        #expect(try await diff(site, [draft, "--limit", "many"]).status == 2)
    }

    @Test func `an edit of how alerts are told is shown as such`() async throws {
        let site = try await site()
        let draft = try draft(site, replacing: "threshold: 0.8", with: "threshold: 0.8\npriority: warning")
        let output = try await diff(site, [draft, "--limit", "0%"])
        #expect(output.status == 0)
        #expect(
            output.out.hasPrefix("us-china: tells the same stories\n  priority notice → warning\n"), "\(output.out)")
    }

    @Test func `a folder stands for all topics, so that one it lacks is lost`() async throws {
        let site = try await site()
        try site.directory.write("signals: [+1.0 council]\n", to: "all/topics/council.yaml")
        let output = try await diff(site, [site.directory.path("all")])
        #expect(output.out.contains("council: 8 gained, 0 lost"), "\(output.out)")
        #expect(output.out.contains("us-china: 0 gained, 4 lost") && output.out.contains("\n  the topic is removed\n"))
        let one = try await diff(site, [site.directory.path("all"), "--topic", "council"])
        #expect(!one.out.contains("us-china") && one.out.contains("council: 8 gained"))
        let none = try await diff(site, [site.directory.path("all"), "--topic", "nothing"])
        #expect(none.status == 1 && none.err.contains("no topic nothing; there are council, us-china"))
    }

    @Test func `a broken file ends with 3, its problem shown as check shows it`() async throws {
        let site = try await site()
        let broken = try site.directory.write("signals: [+1.0 x1 AND]\n", to: "draft/us-china.yaml")
        let output = try await diff(site, [broken])
        #expect(output.status == 3 && output.out.isEmpty)
        #expect(output.err.contains("us-china.yaml:1:19: error: a term is missing behind AND"), "\(output.err)")
        #expect(try await diff(site, [site.directory.path("nowhere.yaml")]).status == 1)
    }

    @Test func `apply tells what an edit in force gained, once, and only when it is in force`() async throws {
        let site = try await site()
        let old = try site.directory.write(try #require(Site.usChina["us-china"]), to: "old/us-china.yaml")
        let draft = try draft(site, replacing: "signals:", with: "signals:\n  - +0.9 council NEAR/8 budget")
        let early = try await diff(site, [draft, "--from", old, "--apply"])
        #expect(
            early.status == 1 && early.err.contains("us-china: the topic in force is not the one compared; save it"))
        try site.directory.write(String(contentsOfFile: draft, encoding: .utf8), to: "config/topics/us-china.yaml")
        let first = try await diff(site, ["--from", old, "--apply", "--show", "0"])
        #expect(first.out.hasSuffix("\nus-china: told 8 of 8 stories gained\n"), "\(first.out)\(first.err)")
        let second = try await diff(site, ["--from", old, "--apply", "--show", "0"])
        #expect(
            second.out.hasSuffix("\nus-china: told 0 of 8 stories gained; the others had been told before\n"),
            "\(second.out)")
        #expect(site.logLines().count == 4)
        #expect(try await site.runOnce().out.contains("new 0 alerts 0"))
        #expect(site.logLines().count == 12 && Set(site.logIDs()).count == 12)
    }

    @Test func `edited in place, files are compared with what runs, and the daemon tells what they gained`()
        async throws
    {
        let site = try await site("reload: {watch: false}")
        let daemon = try site.start()
        await daemon.errors(contain: "watching 1 feeds")
        #expect(try await diff(site, []).out == "no topic differs\n")
        let edited = try draft(site, replacing: "signals:", with: "signals:\n  - +0.9 council NEAR/8 budget")
        try site.directory.write(String(contentsOfFile: edited, encoding: .utf8), to: "config/topics/us-china.yaml")
        #expect(try await diff(site, ["--show", "0"]).out.contains("us-china: 8 gained, 0 lost"))
        let early = try await diff(site, ["--apply", "--show", "0"])
        #expect(early.status == 1 && early.err.contains("run feedwatch reload"), "\(early.err)")
        #expect(try await Program.run(["reload", "--config", site.config]).status == 0)
        let applied = try await diff(site, ["--apply", "--show", "0"])
        #expect(applied.out.hasSuffix("\nus-china: told 8 of 8 stories gained\n"), "\(applied.out)\(applied.err)")
        daemon.signal(SIGTERM)
        #expect(await daemon.finish().status == 0)
        _ = try await site.runOnce()
        #expect(site.logLines().count == 12 && Set(site.logIDs()).count == 12)
    }
}
