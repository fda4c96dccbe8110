// SPDX-License-Identifier: Apache-2.0

import Configuring
import Foundation
import Model
import TestSupport
import Testing

@testable import Matching

/// A page as scraped, with its teasers for other stories, which nothing else repeats.
@Suite(.enabled(if: Corpus.isPresent, Comment(rawValue: "\(Corpus.missing)")))
struct ScrapedPageTests {
    private static let topics = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../Config/topics").path

    @Test func `the shipped topics see in a page what it is about`() throws {
        let text = String(decoding: try Corpus.bytes("article/cbc-blinken-beijing.txt"), as: UTF8.self)
        let title = String(text.split(separator: "\n")[1].prefix { $0 != "|" })
        let matcher = TopicMatcher(topics: TopicFile.readDirectory(Self.topics).topics)
        for entry in [Entry(content: text), Entry(title: title, content: text), Entry(title: title, summary: text)] {
            let topics = Set(matcher.match(entry, from: nil).map(\.topic))
            #expect(topics.contains("us-china") && topics.isSubset(of: ["us-china", "ukraine-support", "fentanyl"]))
        }
    }
}
