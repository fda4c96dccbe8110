// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The commands that need no server: contracts of exit status, streams and formats.
@Suite struct CommandTests {
    @Test func `usage errors end with status 2, help with 0`() async throws {
        #expect(try await Program.run(["frobnicate"]).status == 2)
        #expect(try await Program.run(["run", "--nonsense"]).status == 2)
        #expect(try await Program.run(["--help"]).status == 0)
    }

    @Test func `check prints every problem with file, line and column, and ends with status 3`() async throws {
        let site = try Site(feeds: ["https://news.example/feed.xml"], topics: [:])
        try site.directory.write("fetch:\n  intervall: 15m\nalerts:\n  backlog: soon\n", to: "config/feedwatch.yaml")
        try site.directory.write("name: T\nsignals:\n  - +1.0 china AND\n", to: "config/topics/t.yaml")
        let output = try await Program.run(["check", "--config", site.config])
        #expect(output.status == 3)
        #expect(output.err.contains("feedwatch.yaml:2:3: error: "), "\(output.err)")
        #expect(output.err.contains("interval"), "the nearest key is suggested: \(output.err)")
        #expect(output.err.contains("feedwatch.yaml:4:12: error: "), "\(output.err)")
        #expect(output.err.contains("t.yaml:3:"), "\(output.err)")
    }

    @Test func `parse prints one object a file, in order, and status 1 when one is no feed`() async throws {
        let directory = try TemporaryDirectory()
        let feed = try directory.write(SampleFeed(name: "outlet", items: 2).xml, to: "feed.xml")
        let page = try directory.write("<html><body>hello</body></html>", to: "page.html")
        let output = try await Program.run(["parse", feed, page, feed])
        #expect(output.status == 1)
        let objects = try output.objects()
        #expect(objects.map { $0["format"] as? String } == ["rss20", nil, "rss20"])
        #expect(objects[1]["error"] is String)
        #expect((objects[0]["entries"] as? [any Sendable])?.count == 2)
    }

    @Test func `match answers a line a line, in order, and needs neither feeds nor a store`() async throws {
        let directory = try TemporaryDirectory()
        try directory.write(Site.usChina["us-china"] ?? "", to: "topics/us-china.yaml")
        let input = """
            {"id":"a","title":"Blinken lands in Beijing","summary":""}
            {"id":"b","title":"A restaurant opens","summary":"Chinese food in Washington"}

            """
        let output = try await Program.run(["match", "--config", directory.path], input: input)
        #expect(output.status == 0, "\(output.err)")
        let objects = try output.objects()
        #expect(objects.map { $0["id"] as? String } == ["a", "b"])
        #expect((objects[0]["matches"] as? [any Sendable])?.count == 1)
        #expect((objects[1]["matches"] as? [any Sendable])?.isEmpty == true)
    }

    @Test(
        .enabled(if: Corpus.isPresent, "\(Corpus.missing)"),
        arguments: [
            ("conformance/entries.jsonl", "conformance/expected.jsonl"),
            ("news-2023/entries.jsonl", "conformance/news-expected.jsonl"),
        ])
    func `match gives the matches, scores and spans of the conformance files`(entries: String, expected: String)
        async throws
    {
        let topics = try #require(Corpus.path) + "/../topics"
        let input = String(decoding: try Corpus.bytes("../topics/\(entries)"), as: UTF8.self)
        let output = try await Program.run(["match", "--config", topics + "/conformance"], input: input)
        let wanted = String(decoding: try Corpus.bytes("../topics/\(expected)"), as: UTF8.self)
            .split(separator: "\n").map { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary }
        let got = try output.objects().map { $0 as NSDictionary }
        #expect(got.count == wanted.count)
        for (line, expectation) in zip(got, wanted) { #expect(line == expectation) }
    }
}
