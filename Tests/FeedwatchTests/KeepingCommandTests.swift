// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `search` and `store`: the commands over what is kept.
@Suite struct KeepingCommandTests {
    private func site() async throws -> Site {
        let site = try Site(feeds: ["file:news.xml"])
        try site.directory.write(SampleFeed(name: "outlet", items: 6).xml, to: "config/news.xml")
        #expect(try await site.runOnce().status == 0)
        return site
    }

    @Test func `search finds by the topic language, newest first, and says where`() async throws {
        let site = try await site()
        func search(_ arguments: String...) async throws -> Program.Output {
            try await Program.run(["search", "--config", site.config, "--format", "json"] + arguments)
        }
        let found = try await search("beijing NEAR/3 washington").objects()
        #expect(found.map { $0["entry_id"] as? String } == ["tag:outlet.example,2026:6", "tag:outlet.example,2026:3"])
        #expect(found.first?["field"] as? String == "title" && found.first?["feed_title"] as? String == "outlet")
        #expect(try await search("@china AND @us", "--topic", "us-china").objects().count == 2)
        #expect(try await search("budget", "--limit", "1").objects().count == 1)
        #expect(try await search("budget", "--feed", "elsewhere").objects().isEmpty)
        #expect(try await search("BEIJING AND NOT title: washington").objects().isEmpty)
    }

    @Test func `a query that can not be read is a usage error with its column`() async throws {
        let site = try await site()
        let output = try await Program.run(["search", "--config", site.config, "china and us"])
        #expect(output.status == 2)
        #expect(output.err.hasPrefix("query:7: error: and in small letters"), "\(output.err)")
    }

    @Test func `a group in a query without a topic is answered by the way to name one`() async throws {
        let site = try await site()
        let output = try await Program.run(["search", "--config", site.config, "@china"])
        #expect(output.status == 2)
        #expect(output.err == "query:1: error: unknown group @china; groups are a topic's: name it by --topic\n")
        let other = try await Program.run(["search", "--config", site.config, "--topic", "us-china", "@chine"])
        #expect(other.status == 2 && other.err.contains("did you mean @china?"), "\(other.err)")
    }

    @Test(arguments: [
        ["search", "x"], ["alerts", "list"], ["alerts", "tail"], ["stories", "list"], ["topics", "test", "us-china"],
    ])
    func `a number below zero is a usage error that says what is possible`(command: [String]) async throws {
        let site = try Site(feeds: [])
        let option = command == ["alerts", "tail"] ? "--lines" : "--limit"
        let output = try await Program.run(command + [option, "-1", "--config", site.config])
        #expect(output.status == 2 && output.err.hasPrefix("Error: \(option) takes 0 or more"), "\(output.err)")
    }

    @Test func `a store is checked, copied and tightened, and its copy is a store`() async throws {
        let site = try await site()
        func store(_ arguments: String...) async throws -> Program.Output {
            try await Program.run(["store"] + arguments + ["--config", site.config])
        }
        #expect(try await store("check").out.hasPrefix("ok: 6 entries, 2 alerts, "))
        let copy = site.directory.path("copy.db")
        #expect(try await store("backup", copy).status == 0)
        let again = try await store("backup", copy)
        #expect(again.status == 1 && again.err.contains("--force"), "\(again.err)")
        #expect(try await store("backup", copy, "--force").status == 0)
        #expect(try await store("vacuum").status == 0)
        let kept = try await Program.run(
            ["store", "check", "--config", site.config], environment: ["FEEDWATCH_STORE_PATH": copy])
        #expect(kept.out.hasPrefix("ok: 6 entries, 2 alerts, "), "\(kept.err)")
    }

    @Test func `tightening a damaged store has nothing told again`() async throws {
        let site = try await site()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: site.store))
        try file.seek(toOffset: 16 << 10)
        try file.write(contentsOf: Data(count: 64 << 10))
        try file.close()
        #expect(try await Program.run(["store", "vacuum", "--config", site.config]).status == 1)
        #expect(try await site.runOnce().status == 0)
        let told = try String(contentsOfFile: site.directory.path("logs/alerts.jsonl"), encoding: .utf8)
        #expect(told.split(separator: "\n").count == 2)
    }
}
