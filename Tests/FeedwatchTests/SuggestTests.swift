// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `topics suggest`: a worse topic, fifty labels, a patch, and what it is worth on other labels.
@Suite struct SuggestTests {
    private static let hasGit = FileManager.default.isExecutableFile(atPath: "/usr/bin/git")

    /// Somebody else's US–China topic.
    enum Weakening: CaseIterable {
        /// Without the first names of China that come to mind.
        case names
        /// Without a signal for the two sides near each other.
        case rules

        func apply(to yaml: String) -> String {
            switch self {
            case .names: yaml.replacing("    - China | Chinas | Chinese | Beijing | PRC | CCP", with: "    - CCP")
            case .rules:
                yaml.split(separator: "\n", omittingEmptySubsequences: false)
                    .filter { !($0.contains("@us") && $0.contains("@china") && $0.contains("- ") && $0.contains(".")) }
                    .joined(separator: "\n")
            }
        }
    }

    /// A folder with a configuration in it, of which one topic matters.
    private func folder(_ topic: String) throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        try folder.write("{}\n", to: "config/feedwatch.yaml")
        try folder.write("feeds: []\n", to: "config/feeds.yaml")
        try folder.write(topic, to: "config/topics/us-china.yaml")
        return folder
    }

    /// Runs a program in a folder, as one would there.
    private func run(_ program: String, in folder: TemporaryDirectory, _ arguments: String...) async throws
        -> Program.Output
    {
        try await RunningProgram(
            "/usr/bin/env", ["-C", folder.path(""), program] + arguments, input: "", environment: [:]
        )
        .finish()
    }

    @Test(
        .enabled(if: Corpus.isPresent && hasGit, "\(Corpus.missing), or there is no git"),
        arguments: Weakening.allCases, [1, 2] as [UInt64])
    func `with fifty labels, the patch for a weakened topic raises F1 by .05 on the half it was not given`(
        weakening: Weakening, seed: UInt64
    ) async throws {
        let shipped = try String(contentsOfFile: Sandbox.root + "/Config/topics/us-china.yaml", encoding: .utf8)
        let folder = try folder(weakening.apply(to: shipped))
        let (given, unseen) = try Self.labels(seed: seed)
        try folder.write(given, to: "given.jsonl")
        try folder.write(unseen, to: "unseen.jsonl")
        let before = try await f1(folder)
        let suggested = try await run(
            Program.path, in: folder, "topics", "suggest", "us-china", "--labels", "given.jsonl", "--entries",
            Self.entries,
            "--output", "better.patch", "--config", "config")
        #expect(suggested.status == 0 && suggested.out.contains("git apply better.patch"), "\(suggested.err)")
        let applied = try await run("/usr/bin/git", in: folder, "apply", "better.patch")
        #expect(applied.status == 0, "\(applied.err)")
        let after = try await f1(folder)
        #expect(after >= before + 0.05, "\(weakening) \(seed): \(before) to \(after)\n\(suggested.out)")
    }

    private static var entries: String { (Corpus.path ?? "") + "/../topics/news-2023/entries.jsonl" }

    private func f1(_ folder: TemporaryDirectory) async throws -> Double {
        let output = try await run(
            Program.path, in: folder, "topics", "score", "unseen.jsonl", "--entries", Self.entries, "--unweighted",
            "--topic", "us-china", "--format", "json", "--config", "config")
        let topics = try #require(try output.objects().first?["topics"] as? [[String: any Sendable]], "\(output.err)")
        return try #require((topics.first?["f1"] as? [String: any Sendable])?["value"] as? Double)
    }

    /// Lines of labels: of one half by chance 25 that are relevant and 25 that are not, and the other half.
    private static func labels(seed: UInt64) throws -> (given: String, unseen: String) {
        var random = SeededRandom(seed: seed)
        let lines = String(decoding: try Corpus.bytes("../topics/news-2023/labels.jsonl"), as: UTF8.self)
            .split(separator: "\n").filter { !$0.contains("\"us-china\": null") }.shuffled(using: &random)
        let half = lines.prefix(lines.count / 2)
        let isRelevant = { (line: Substring) in line.contains("\"us-china\": 1") }
        let given = half.filter(isRelevant).prefix(25) + half.filter { !isRelevant($0) }.prefix(25)
        return (given.joined(separator: "\n"), lines.dropFirst(half.count).joined(separator: "\n"))
    }

    private static let topic = """
        threshold: 1.0
        groups:
          us: [US, Washington]   # one side
          china:
            # the other side
            - Beijing
        signals:
          - +1.2 @us NEAR/8 @china

        """

    private static let labels = [
        ("Washington and Beijing quarrel over chips", 1), ("US envoy lands in Beijing", 1),
        ("Washington accuses Chinese firms of theft", 1), ("Chinese warship shadows US destroyer", 1),
        ("US bars Chinese telecom gear", 1), ("Chinese spies charged, says Washington", 1),
        ("Museum opens in Oslo", 0), ("Chinese cooking classes in Rome are full", 0),
        ("Storm closes ports in Norway", 0),
        ("US retail sales rise again", 0), ("Beijing marathon draws thousands", 0), ("Chess title stays in Armenia", 0),
    ].enumerated().map { number, label in
        "{\"id\": \"\(number)\", \"title\": \"\(label.0)\", \"labels\": {\"us-china\": \(label.1)}}\n"
    }

    @Test func `a name that is missing is put into its group, and nothing is changed by itself`() async throws {
        let folder = try folder(Self.topic)
        try folder.write(Self.labels.joined(), to: "labels.jsonl")
        let text = try await run(
            Program.path, in: folder, "topics", "suggest", "us-china", "--labels", "labels.jsonl", "--config", "config")
        #expect(text.status == 0, "\(text.err)")
        #expect(text.out.contains("1. add Chinese to the group china"), "\(text.out)")
        #expect(text.out.contains("+    - Chinese\n"), "\(text.out)")
        let file = try String(contentsOfFile: folder.path("config/topics/us-china.yaml"), encoding: .utf8)
        #expect(file == Self.topic)
        let json = try await run(
            Program.path, in: folder, "topics", "suggest", "us-china", "--labels", "labels.jsonl", "--config", "config",
            "--format", "json")
        let object = try #require(try json.objects().first)
        let patch = try #require(object["patch"] as? String)
        #expect(patch.hasPrefix("--- a/config/topics/us-china.yaml\n+++ b/config/topics/us-china.yaml\n"))
        #expect((object["before"] as? [String: any Sendable])?["misses"] as? Int == 4)
    }

    @Test func `few labels suggest nothing`() async throws {
        let folder = try folder(Self.topic)
        try folder.write(Self.labels.prefix(4).joined(), to: "labels.jsonl")
        let output = try await run(
            Program.path, in: folder, "topics", "suggest", "us-china", "--labels", "labels.jsonl", "--config", "config")
        #expect(output.status == 1 && output.err.contains("too few labels of us-china"), "\(output.err)")
    }
}
