// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `topics score` and `topics tune`, by labels.
@Suite struct ScoreTests {
    private static let labels = """
        {"title":"Beijing and Washington talk","labels":{"t":1}}
        {"title":"Beijing opera in Washington","labels":{"t":0}}
        {"id":"z","title":"Pékin répond","summary":"Washington attend","labels":{"t":true,"other":0}}
        {"title":"Tea","labels":{"t":null}}

        """

    private func folder(_ labels: String) throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        try directory.write("signals:\n  - +1.0 Beijing NEAR/8 Washington\n", to: "topics/t.yaml")
        try directory.write(labels, to: "labels.jsonl")
        return directory
    }

    private func run(_ verb: [String], in directory: TemporaryDirectory) async throws -> Program.Output {
        try await Program.run(["topics"] + verb + ["--config", directory.path])
    }

    @Test func `score tells false alarms by the words that fired and misses by what lacked`() async throws {
        let directory = try folder(Self.labels)
        let output = try await run(["score", directory.path("labels.jsonl")], in: directory)
        #expect(output.status == 0, "\(output.err)")
        #expect(output.out.contains("\nt                       3         2  .500 "), "\(output.out)")
        #expect(output.out.contains("  false  1.00  Beijing opera in Washington  [line 2]\n"))
        #expect(output.out.contains("+1.00  title    Beijing NEAR/8 Washington  “Beijing opera in Washington”\n"))
        #expect(output.out.contains("  missed 0.00  Pékin répond  [z]\n"))
        #expect(output.out.contains("nearest: +1.00 Beijing NEAR/8 Washington: no Beijing\n"))
        #expect(output.err.contains("labels.jsonl:3:83: warning: there is no topic other; "), "\(output.err)")
    }

    @Test func `score as JSON holds the same`() async throws {
        let directory = try folder(Self.labels)
        let output = try await run(["score", directory.path("labels.jsonl"), "--format", "json"], in: directory)
        let topics = try #require(try output.objects().first?["topics"] as? [[String: Any]])
        #expect(topics.count == 1 && topics[0]["false_alarms"] as? Int == 1 && topics[0]["misses"] as? Int == 1)
        #expect(topics[0]["labels"] as? Int == 3 && topics[0]["marginal"] as? Int == 1)
        let errors = try #require(topics[0]["errors"] as? [[String: Any]])
        #expect(errors.map { $0["kind"] as? String } == ["false_alarm", "miss"])
    }

    @Test func `labels by id find their entries in the other file, and unknown ones are named`() async throws {
        let directory = try folder(#"{"id":7,"labels":{"t":1}}"# + "\n" + #"{"id":"gone","labels":{"t":1}}"# + "\n")
        try directory.write(
            #"{"id":"7","title":"Beijing, Washington"}"# + "\n" + #"{"id":"8","title":"Tea"}"# + "\n",
            to: "entries.jsonl")
        let output = try await run(
            ["score", directory.path("labels.jsonl"), "--entries", directory.path("entries.jsonl")], in: directory)
        #expect(output.status == 0)
        #expect(output.out.contains("\nt                       1         1  1.000 "), "\(output.out)")
        #expect(output.err.contains("labels.jsonl:2:1: warning: no entry has the id gone; it is not scored"))
        #expect(output.err.contains("entries.jsonl:1:1: warning: 1 of 2 entries have no labels"))
    }

    @Test(arguments: [
        (#"{"title":"x","labels":{"t":2}}"#, "1:28: error: a label is 1"),
        (#"{"title":"é","labels":{"t":1},}"#, "1:31: error: a key in double quotes is expected"),
        (#"{"title":"x"}"#, "1:1: error: the line has no labels"), ("[1]", "1:1: error: a line is one JSON object"),
        (#"{"id":"k","labels":{"t":1}}"#, "1:1: error: the line holds no entry, only the id k"),
        (#"{"title":7,"labels":{"t":1}}"#, "1:10: error: title takes a text, not a number"),
        (#"{"title":"x","w":-1,"labels":{"t":1}}"#, "1:18: error: w takes a weight"),
        (#"{"title":"x","labels":{"t":1}"#, "1:30: error: ',' or '}' is expected"),
        (#"{"title":"x","labels":{"t":yes}}"#, "1:28: error: 'yes' is no JSON value"),
        (
            #"{"id":"a","title":"x","labels":{"t":1}}"# + "\n" + #" {"id":"a","title":"x","labels":{"t":1}}"#,
            "2:2: error: entry a was labelled before, in line 1"
        ),
    ])
    func `a line that does not read is named with its column`(line: String, problem: String) async throws {
        let directory = try folder(line + "\n")
        let output = try await run(["score", directory.path("labels.jsonl")], in: directory)
        #expect(output.status == 1 && output.out.isEmpty)
        #expect(output.err.contains("labels.jsonl:" + problem), "\(output.err)")
    }

    @Test func `a byte order mark and Windows line ends are no part of a line`() async throws {
        let directory = try folder("\u{FEFF}" + Self.labels.replacing("\n", with: "\r\n"))
        let output = try await run(["score", directory.path("labels.jsonl")], in: directory)
        #expect(
            output.status == 0 && output.out.contains("\nt                       3         2  .500 "), "\(output.err)")
    }

    @Test func `tune proposes a threshold and the line to change, and changes no file`() async throws {
        let lines = (0..<40).map { number in
            let title = number % 2 == 0 ? "Beijing and Washington, \(number)" : "Tea number \(number)"
            return #"{"title":"\#(title)","labels":{"t":\#((number + 1) % 2)}}"#
        }
        let directory = try folder(lines.joined(separator: "\n"))
        let topic = "name: T\nthreshold: 1.5\nsignals:\n  - +1.0 Beijing NEAR/8 Washington\n"
        try directory.write(topic, to: "topics/t.yaml")
        let output = try await run(["tune", "t", directory.path("labels.jsonl")], in: directory)
        #expect(output.status == 0, "\(output.err)")
        #expect(
            output.out.contains("Change line 2 of \(directory.path("topics/t.yaml")) to\n\nthreshold: 0.5"),
            "\(output.out)")
        #expect(output.out.contains("warning: 20 relevant and 20 other labels are few"))
        #expect(directory.lines("topics/t.yaml").joined(separator: "\n") + "\n" == topic)
        let again = try await run(["tune", "t", directory.path("labels.jsonl"), "--format", "json"], in: directory)
        #expect(try again.objects().first?["threshold"] as? Double == 1.5)
    }

    // MARK: The shipped topics, on news that others judged

    private static let shipped = Sandbox.root + "/Config"

    @Test(.enabled(if: Corpus.isPresent, "\(Corpus.missing)"))
    func `the shipped topics reach their goals on labelled news`() async throws {
        let news = try #require(Corpus.path) + "/../topics/news-2023"
        let output = try await Program.run([
            "topics", "score", news + "/labels.jsonl", "--entries", news + "/entries.jsonl", "--config", Self.shipped,
            "--format", "json",
        ])
        let result = try #require(try output.objects().first)
        let topics = try #require(result["topics"] as? [[String: Any]])
        #expect(topics.count == 8)
        #expect(try f1(topics.first { $0["topic"] as? String == "us-china" }) >= 0.93)
        #expect(try f1(result["mean"] as? [String: Any]) >= 0.9)
    }

    @Test(.enabled(if: Corpus.isPresent, "\(Corpus.missing)"))
    func `the shipped US–China topic reaches its goal on the news of two months`() async throws {
        let directory = try TemporaryDirectory()
        var lines: [String] = []
        for month in ["2022-03", "2022-05"] {
            let text = String(decoding: try Corpus.bytes("news-stream/\(month).jsonl"), as: UTF8.self)
            for line in text.split(separator: "\n") {
                let entry = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                let label: Any = [0: 0, 2: 1][entry["us_china"] as? Int ?? 1] ?? NSNull()
                let labelled: [String: Any] = [
                    "title": entry["title"] ?? "", "summary": entry["description"] ?? NSNull(),
                    "labels": ["us-china": label],
                ]
                lines.append(String(decoding: try JSONSerialization.data(withJSONObject: labelled), as: UTF8.self))
            }
        }
        try directory.write(lines.joined(separator: "\n"), to: "labels.jsonl")
        let output = try await Program.run([
            "topics", "score", directory.path("labels.jsonl"), "--config", Self.shipped, "--topic", "us-china",
            "--format", "json",
        ])
        let topics = try #require(try output.objects().first?["topics"] as? [[String: Any]])
        #expect(try f1(topics.first) >= 0.93)
    }

    private func f1(_ measured: [String: Any]?) throws -> Double {
        try #require((measured?["f1"] as? [String: Any])?["value"] as? Double)
    }
}
