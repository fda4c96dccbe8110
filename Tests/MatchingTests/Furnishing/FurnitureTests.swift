// SPDX-License-Identifier: Apache-2.0

import Model
import TestSupport
import Testing
import Wording

@testable import Matching

struct FurnitureTests {
    private static let menu = "Home\nWorld\nChina and the US\nMust read"

    /// Entries with a text of their own each, and what `furniture` puts behind it.
    private func entries(_ count: Int, _ furniture: (Int) -> String) -> [Entry] {
        (0..<count).map { number in
            Entry(
                title: "Headline \(number)",
                summary:
                    "What happened in town number \(number) is told here in a sentence of its own.\n\(furniture(number))"
            )
        }
    }

    private func kept(_ entries: [Entry]) -> [String] {
        let census = BlockCensus(entries)
        return entries.map { $0.without(census.furniture(of: $0)).summary }
    }

    private func own(_ number: Int) -> String {
        "What happened in town number \(number) is told here in a sentence of its own."
    }

    @Test func `what stands in every entry is left out, from the first document on`() {
        let texts = kept(entries(12) { _ in Self.menu })
        #expect(texts == (0..<12).map { own($0) + "\n" })
    }

    @Test func `a list of other headlines that changes from entry to entry is left out`() {
        let list = { (number: Int) in
            (0..<4).map { "Old headline \((number + $0) % 40), with nothing to do with it" }.joined(separator: "\n")
        }
        let texts = kept(entries(60, list))
        #expect(texts == (0..<60).map { own($0) + "\n" })
    }

    @Test func `a headline of another entry is a link, its own is not`() {
        var feed = entries(12) { _ in "" }
        feed[3].summary = own(3) + "\nThe ministers meet again in Geneva"
        feed[7].title = "The ministers meet again in Geneva"
        feed[7].summary = "The ministers meet again in Geneva\n" + own(7)
        let texts = kept(feed)
        #expect(texts[3] == own(3) + "\n")
        #expect(texts[7] == feed[7].summary)
    }

    @Test func `a story told twice is no furniture`() {
        var feed = entries(12) { _ in "" }
        feed[4].summary = feed[9].summary
        #expect(kept(feed) == feed.map(\.summary))
    }

    @Test func `versions of one story keep their paragraphs`() {
        var feed = entries(12) { _ in "" }
        let story = (0..<5).map { "Paragraph \($0) of the agency's story, which is long enough to be read as prose." }
        for version in 0..<5 {
            feed[version].summary = (story + ["What version \(version) adds in a sentence."]).joined(separator: "\n")
        }
        #expect(kept(feed) == feed.map(\.summary))
    }

    @Test func `entries of one headline count once`() {
        var feed = entries(12) { _ in "" }
        for index in 0..<8 {
            feed[index].title = "Live"
            feed[index].summary += "A label"
        }
        #expect(kept(feed) == feed.map(\.summary))
    }

    @Test func `an entry of nothing but repeated links keeps them, unless half of the feed has them`() {
        var feed = entries(60) { $0 % 4 == 0 ? "To the live blog" : "" }
        feed[1].summary = "To the live blog"
        #expect(kept(feed)[0] == own(0) + "\n")
        #expect(kept(feed)[1] == "To the live blog")
        for index in 0..<40 { feed[index].summary += "\nTo the live blog" }
        #expect(kept(feed)[1].allSatisfy { $0 == "\n" })
    }

    @Test func `a list of links that return is left out, also where an entry has nothing else`() {
        var feed = entries(60) { $0 % 4 == 0 ? "To the live blog\nTo the pictures\nTo the map" : "" }
        feed[1].summary = "To the map\nTo the live blog\nTo the pictures"
        #expect(kept(feed)[1].isEmpty)
    }

    @Test func `a biography that returns is left out beside a longer text`() {
        let biography = "Jo Doe has written about trade between Washington and Beijing for this paper since 2019."
        var feed = entries(40) { _ in "" }
        for index in 0..<6 { feed[index].summary += "And one more sentence of its own, number \(index).\n" + biography }
        #expect(kept(feed)[0] == feed[0].summary.dropLast(biography.utf8.count))
    }

    @Test func `an ending in the same line is left out`() {
        let feed = (0..<12).map { number in
            Entry(
                title: "Headline \(number)",
                summary: "Told by number \(number) Home World China and the US Sport")
        }
        #expect(kept(feed) == (0..<12).map { "Told by number \($0) " })
    }

    @Test func `spans point into the whole text`() throws {
        let topic = Topic(
            id: "t", threshold: 0.1,
            signals: [
                Topic.Signal(points: 1, expression: "tariffs"), Topic.Signal(points: 1, expression: "China AND US"),
            ])
        let matcher = TopicMatcher(topics: [topic])
        let feed = entries(12) { Self.menu + "\nÉté \($0): tariffs rise" }
        let furniture = BlockCensus(feed).furniture(of: feed[5])
        let match = try #require(matcher.match(feed[5], leavingOut: furniture, from: nil).first)
        #expect(match.evidence.map(\.signal) == ["tariffs"])
        let span = match.evidence[0].spans[0]
        let scalars = feed[5].summary.unicodeScalars.dropFirst(span.start).prefix(span.end - span.start)
        #expect(String(String.UnicodeScalarView(scalars)) == "tariffs")
        #expect(match.reasons(in: feed[5])[0].terms == ["tariffs"])
        let trial = try #require(TopicTrial(topic))
        #expect(trial.verdict(of: feed[5], leavingOut: furniture, from: nil).evidence == match.evidence)
    }
}
