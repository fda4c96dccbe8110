// SPDX-License-Identifier: Apache-2.0

import Configuring
import Foundation
import Matching
import Model
import TestSupport
import Testing
import Wording

@Suite(.enabled(if: Corpus.isPresent, Comment(rawValue: "\(Corpus.missing)")))
struct ConformanceTests {
    @Test(arguments: [
        ("conformance/entries.jsonl", "conformance/expected.jsonl"),
        ("news-2023/entries.jsonl", "conformance/news-expected.jsonl"),
    ])
    func `gives the matches of the reference`(entries: String, expected: String) throws {
        let folder = try #require(Corpus.path) + "/../topics/conformance/topics"
        let (topics, problems) = TopicFile.readDirectory(folder)
        #expect(problems.filter { $0.severity == .error }.isEmpty)
        let matcher = TopicMatcher(topics: topics)
        let wanted = try lines(expected)
        let given = try lines(entries)
        #expect(given.count == wanted.count && given.count > 100)
        for (line, result) in zip(given, wanted) {
            let written = try JSONDecoder().decode(WrittenEntry.self, from: line)
            let found = MatchLine.json(id: written.id, matches: matcher.match(written.entry, from: nil))
            let (left, right) = try (WrittenMatches(Data(found.utf8)), WrittenMatches(result))
            #expect(left == right, "\(written.id)")
        }
    }

    private func lines(_ name: String) throws -> [Data] {
        try Corpus.bytes("../topics/" + name).split(separator: 0x0A).map { Data($0) }
    }
}

/// A line of the entries.
private struct WrittenEntry: Decodable {
    let id: String
    var title: String?
    var summary: String?
    var content: String?
    var author: String?
    var categories: [String]?
    var url: String?

    var entry: Entry {
        func composed(_ text: String?) -> String { Normalization.composed(text ?? "") }
        return Entry(
            id: id, title: composed(title), url: url, summary: composed(summary), content: composed(content),
            author: composed(author), categories: (categories ?? []).map(Normalization.composed))
    }
}

/// A line of results; numbers are equal to a thousandth.
private struct WrittenMatches: Decodable, Equatable {
    let id: String
    let matches: [Item]

    init(_ line: Data) throws {
        self = try JSONDecoder().decode(Self.self, from: line)
    }

    struct Item: Decodable, Equatable {
        let topic: String
        let score: Thousandth
        let evidence: [Proof]
    }

    struct Proof: Decodable, Equatable {
        let signal: String
        let weight: Thousandth
        let strength: Thousandth
        let points: Thousandth
        let field: String
        let spans: [Place]
    }

    struct Thousandth: Decodable, Equatable {
        let value: Double
        init(from decoder: any Decoder) throws { value = try decoder.singleValueContainer().decode(Double.self) }
        static func == (left: Self, right: Self) -> Bool { abs(left.value - right.value) <= 0.001 }
    }

    struct Place: Decodable, Equatable {
        let field: String
        let start: Int
        let end: Int
        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            field = try list.decode(String.self)
            start = try list.decode(Int.self)
            end = try list.decode(Int.self)
        }
    }
}
