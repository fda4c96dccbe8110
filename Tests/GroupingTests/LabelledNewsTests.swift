// SPDX-License-Identifier: Apache-2.0

import Foundation
import Model
import TestSupport
import Testing

@testable import Grouping

/// Real news whose stories people have labelled.
struct LabelledNewsTests {
    private struct Item: Decodable {
        let id: String
        let title: String
        let summary: String
        let content: String
        let link: String
        let published: String
        let feed: String

        var entry: Entry { Entry(id: id, title: title, url: link, summary: summary, content: content) }
    }

    private struct Label: Decodable {
        let id: String
        let story: Int?
    }

    private func lines<Line: Decodable>(_ name: String, as type: Line.Type) throws -> [Line] {
        try Corpus.bytes("../topics/news-2023/" + name).split(separator: 0x0A).map { line in
            try JSONDecoder().decode(type, from: Data(line))
        }
    }

    private static let isHere: ConditionTrait = .enabled(if: Corpus.isPresent, Comment(rawValue: "\(Corpus.missing)"))

    /// The labelled items in the order in which they were published, and the story of each; those that nobody else tells
    /// have one of their own.
    private func labelled() throws -> (items: [Item], story: [String: String]) {
        let labels = Dictionary(
            uniqueKeysWithValues: try lines("stories.jsonl", as: Label.self).map { label in
                (label.id, label.story.map { "\($0)" } ?? label.id)
            })
        let items = try lines("entries.jsonl", as: Item.self).filter { labels[$0.id] != nil }
            .sorted { ($0.published, $0.id) < ($1.published, $1.id) }
        return (items, labels)
    }

    private func place(_ item: Item, in index: inout StoryIndex) -> StoryPlacement {
        index.place(item.entry, feed: item.feed, at: Self.time(item.published), proposedID: item.id)
    }

    @Test(isHere) func `with a window of 0h no two different stories are told as one, and copies are found`() throws {
        let (items, story) = try labelled()
        var index = StoryIndex(window: .zero)
        var joined = 0
        for item in items {
            guard case .joins(let first) = place(item, in: &index) else { continue }
            joined += 1
            #expect(story[item.id] == story[first], "\(item.title)")
        }
        #expect(joined >= 3)
    }

    /// B-cubed (Bagga and Baldwin 1998).
    @Test(isHere) func `stories told in other words are found at a precision of .95`() throws {
        let (items, story) = try labelled()
        var counter = WordCounter()
        for item in try lines("entries.jsonl", as: Item.self) { counter.count(item.entry) }
        var index = StoryIndex()
        index.use(counter.vocabulary)
        let clusters = items.map { item in
            if case .joins(let first) = place(item, in: &index) { first } else { item.id }
        }
        let gold = items.map { story[$0.id] ?? "" }
        let (sizes, storySizes) = (counts(clusters), counts(gold))
        let both = zip(clusters, gold).map { $0 + " " + $1 }
        let common = counts(both)
        let shared = both.map { Double(common[$0] ?? 0) }
        let precision = mean(zip(shared, clusters).map { $0 / Double(sizes[$1] ?? 1) })
        let recall = mean(zip(shared, gold).map { $0 / Double(storySizes[$1] ?? 1) })
        #expect(precision >= 0.95)
        #expect(2 * precision * recall / (precision + recall) >= 0.89)
    }

    private func counts(_ names: [String]) -> [String: Int] {
        names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    private func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(values.count)
    }

    /// `2023-02-04 19:03:28+00:00`
    private static func time(_ text: String) -> Timestamp {
        let numbers = text.split { !$0.isNumber }.compactMap { Int64($0) }
        guard numbers.count >= 6, let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) else {
            return Timestamp(seconds: 0)
        }
        return Timestamp(seconds: date.daysSince1970 * 86_400 + numbers[3] * 3_600 + numbers[4] * 60 + numbers[5])
    }
}
