// SPDX-License-Identifier: Apache-2.0
// What is asked of topics beside `topics test`: check --store, topics list and add, alerts why, the schema.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite struct TopicCommandTests {
    /// A site that has polled a feed of six items, two of which it told.
    private func polledSite() async throws -> (site: Site, server: FeedServer) {
        let server = try await FeedServer.start()
        server.serve("/f.xml", .feed(SampleFeed(name: "outlet", items: 6).xml))
        let site = try Site(feeds: [server.url("/f.xml")])
        #expect(try await site.runOnce().out.contains("alerts 2"))
        return (site, server)
    }

    @Test func `check shows the line of each problem, in colour on no pipe`() async throws {
        let site = try Site(feeds: [], topics: ["t": "signals:\n  - +1.0 us\n"])
        let output = try await Program.run(["check", "--config", site.config])
        #expect(output.status == 0 && output.out == "0 feeds, 1 topics: no errors\n")
        #expect(
            output.err.hasSuffix(
                "; write =US for the capitals alone, or a phrase\n   2 |   - +1.0 us\n     |          ^~\n"))
        let json = try await Program.run(["check", "--format", "json", "--config", site.config])
        let problems = try #require(try json.objects().first?["problems"] as? [[String: any Sendable]])
        #expect(problems.first?["column"] as? Int == 10 && problems.first?["severity"] as? String == "warning")
        #expect(json.err.isEmpty)
    }

    @Test func `check --store counts what each topic would have matched, and the signals that never held`() async throws
    {
        let (site, server) = try await polledSite()
        try site.directory.write("signals: [+1.0 Beijing, +1.0 nowhere]\n", to: "config/topics/b.yaml")
        let output = try await Program.run(["check", "--store", "--config", site.config])
        #expect(
            output.out == """
                1 feeds, 2 topics: no errors
                b: matched 2 of 6 entries
                  1 of 2 signals never held in so few entries
                us-china: matched 2 of 6 entries
                  2 of 3 signals never held in so few entries

                """)
        let json = try await Program.run(["check", "--store", "--format", "json", "--config", site.config])
        let stored = try #require(try json.objects().first?["stored"] as? [[String: any Sendable]])
        let silent = stored.first?["never_held"] as? [[String: any Sendable]]
        #expect(silent?.first?["expression"] as? String == "nowhere" && silent?.first?["line"] as? Int == 1)
        await server.stop()
    }

    @Test func `check --store and topics test judge an entry alike whose feed is configured no more`() async throws {
        let (site, server) = try await polledSite()
        try site.directory.write(
            "signals: [+1.0 Beijing]\nfeeds: {include: [\"http://127.0.0.1*\"]}\n", to: "config/topics/a.yaml")
        try site.directory.write(
            "signals: [+1.0 Beijing]\nfeeds: {include: [\"http://else*\"]}\n", to: "config/topics/b.yaml")
        try site.list([])
        let check = try await Program.run(["check", "--store", "--config", site.config])
        #expect(
            check.out.contains("\na: matched 2 of 6 entries\n") && check.out.contains("\nb: matched 0 of 6 entries\n"))
        for (topic, matches) in [("a", 2), ("b", 0)] {
            let test = try await Program.run(["topics", "test", topic, "--format", "json", "--config", site.config])
            #expect(try test.objects().count { $0["matches"] as? Bool == true } == matches, "\(test.out)")
        }
        await server.stop()
    }

    @Test func `topics list lists the good ones beside a broken one, names that, and ends with status 3`() async throws
    {
        let site = try Site(feeds: [])
        try site.directory.write("signals: [+1.0 @nobody]\n", to: "config/topics/broken.yaml")
        for (format, start) in [("text", "us-china "), ("json", "{\"alerts_7d\":")] {
            let output = try await Program.run(["topics", "list", "--format", format, "--config", site.config])
            #expect(output.status == 3 && output.out.hasPrefix(start), "\(output.out)")
            #expect(output.out.split(separator: "\n").count == 1)
            #expect(output.err.contains("topics/broken.yaml:1:16: error: unknown group @nobody"), "\(output.err)")
        }
    }

    @Test func `topics list tells what each told`() async throws {
        let (site, server) = try await polledSite()
        try site.directory.write("signals: [+1.0 nowhere]\npriority: warning\n", to: "config/topics/b.yaml")
        let lines = try await Program.run(["topics", "--config", site.config]).out.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].contains("warning  1 signals, 0 groups") && lines[0].contains("never fired"))
        #expect(lines[1].contains("2 alerts in 7 d (2.00 a day)") && lines[1].contains("last 20"))
        let json = try await Program.run(["topics", "list", "--format", "json", "--config", site.config]).objects()
        #expect(json.map { $0["alerts_per_day"] as? Double } == [0, 2])
        #expect(json.map { $0["groups"] as? Int } == [0, 2])
        await server.stop()
    }

    @Test func `topics add writes a file that can be tried, and replaces none`() async throws {
        let site = try Site(feeds: [], topics: [:])
        let add = ["topics", "add", "Arctic security", "Arctic, \"ice, and sea\"", "--config", site.config]
        let output = try await Program.run(add)
        #expect(output.status == 0, "\(output.err)")
        #expect(output.out.contains("next: feedwatch topics test arctic-security --config \(site.config)"))
        let tried = try await Program.run(
            ["topics", "test", "arctic-security", "-", "--config", site.config], input: "Ice and sea")
        #expect(tried.out.contains("arctic-security matches: 1.50 of 1.00"), "\(tried.out)")
        let again = try await Program.run(add)
        #expect(again.status == 1 && again.err.contains("is there already"))
        let bad = try await Program.run(["topics", "add", "x", "cats and dogs", "--config", site.config])
        #expect(bad.status == 1 && bad.err.contains("and in small letters"))
        let id = try await Program.run(["topics", "add", "x", "y", "--id", "../z", "--config", site.config])
        #expect(id.status == 1 && FileManager.default.fileExists(atPath: site.config + "/z.yaml") == false)
    }

    @Test func `alerts why says whether the proof is the recorded one or the present one`() async throws {
        let (site, server) = try await polledSite()
        let id = try #require(site.logIDs().first)
        let why = { (arguments: [String]) in
            try await Program.run(["alerts", "why"] + arguments + ["--config", site.config])
        }
        #expect(try await why([id]).out.contains("(as recorded at 20"))
        #expect(try await !why([id]).out.contains("edited since"))
        try site.directory.write("signals: [+1.0 Washington, +2.0 Moscow]\n", to: "config/topics/us-china.yaml")
        #expect(
            try await why([id]).out.contains("us-china was edited since: --topic us-china judges by it as it is now)"))
        let present = try await why([id, "--topic", "us-china"])
        #expect(
            present.out.contains("us-china matches: 1.00 of 1.00") && present.out.hasSuffix("(as us-china is now)\n"))
        await server.stop()
    }

    @Test func `alerts why also judges an entry of which no alert was made`() async throws {
        let (site, server) = try await polledSite()
        let why = { (arguments: [String]) in
            try await Program.run(["alerts", "why"] + arguments + ["--config", site.config])
        }
        let link = try await why(["https://outlet.example/1", "--topic", "us-china"])
        #expect(link.out.contains("us-china does not match: 0.00 of 0.80"), "\(link.err)")
        #expect(link.out.contains("nearest: +1.00 @china NEAR/8 @us: no @china, no @us"))
        let entry = try await why(["tag:outlet.example,2026:2", "--topic", "us-china", "--format", "json"])
        #expect(try entry.objects().first?["matches"] as? Bool == false)
        #expect(try await why(["https://outlet.example/1"]).err.contains("--topic says by which topic to judge it"))
        let nothing = try await why(["https://outlet.example/99", "--topic", "us-china"])
        #expect(nothing.status == 1 && nothing.err.contains("no alert and no stored entry"))
        await server.stop()
    }

    @Test(arguments: ["feedwatch", "feeds", "topic"])
    func `the schema that is shipped is the one that the program prints`(name: String) async throws {
        let output = try await Program.run(["schema", name])
        let shipped = try String(contentsOfFile: Sandbox.root + "/Config/schema/\(name).json", encoding: .utf8)
        #expect(output.out == shipped, "make schema")
    }
}
