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

    @Test(.enabled(if: Corpus.isPresent, Comment(rawValue: "\(Corpus.missing)")))
    func `no two different stories are told as one, and copies are found`() throws {
        let labels = Dictionary(
            uniqueKeysWithValues: try lines("stories.jsonl", as: Label.self).map { ($0.id, $0.story) })
        let items = try lines("entries.jsonl", as: Item.self).filter { labels[$0.id] != nil }
            .sorted { ($0.published, $0.id) < ($1.published, $1.id) }
        var index = StoryIndex()
        var joined = 0
        for item in items {
            let entry = Entry(
                id: item.id, title: item.title, url: item.link, summary: item.summary, content: item.content)
            let placement = index.place(entry, feed: item.feed, at: Self.time(item.published), proposedID: item.id)
            guard case .joins(let first) = placement else { continue }
            joined += 1
            let (one, other) = (labels[item.id] ?? nil, labels[first] ?? nil)
            #expect(one != nil && one == other, "\(item.title)")
        }
        #expect(joined >= 3)
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
