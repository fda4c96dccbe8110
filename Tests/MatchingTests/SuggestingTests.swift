// SPDX-License-Identifier: Apache-2.0

import Model
import TestSupport
import Testing

@testable import Matching

/// What labels say of a topic.
@Suite struct SuggestingTests {
    private static let topic = Topic(
        id: "t", groups: [.init(name: "us", items: ["US", "Washington"]), .init(name: "china", items: ["Beijing"])],
        signals: [.init(points: 1.2, expression: "@us NEAR/8 @china")])

    private func examples(_ titles: [(String, Bool)]) -> [Example] {
        titles.map { Example(entry: Entry(title: $0.0), isRelevant: $0.1) }
    }

    private static let news: [(String, Bool)] = [
        ("Washington and Beijing quarrel over chips", true), ("US envoy lands in Beijing", true),
        ("Washington accuses Chinese firms of theft", true), ("Chinese warship shadows US destroyer", true),
        ("US bars Chinese telecom gear", true), ("Chinese spies charged, says Washington", true),
        ("Museum opens in Oslo", false), ("Chinese cooking classes in Rome are full", false),
        ("Storm closes ports in Norway", false), ("US retail sales rise again", false),
        ("Beijing marathon draws thousands", false), ("Chess title stays in Armenia", false),
    ]

    @Test func `the name that misses have in common goes into the group`() throws {
        let suggestion = try #require(Suggester(Self.topic, cap: .following, examples: examples(Self.news)).suggest())
        #expect(suggestion.changes == [.addItem("Chinese", group: "china")])
        #expect(suggestion.before.misses == 4 && suggestion.steps.last?.after.misses == 0)
        #expect(suggestion.expected.after > suggestion.expected.before)
    }

    @Test func `what false alarms have in common counts against`() throws {
        let topic = Topic(id: "t", signals: [.init(points: 1.2, expression: "jaguar")])
        let titles =
            (1...8).map { ("Jaguar number \($0) is seen in the Pantanal", true) }
            + (1...8).map { ("Jaguar recalls \($0 * 100) cars for their brakes", false) }
        let suggestion = try #require(Suggester(topic, cap: .following, examples: examples(titles)).suggest())
        #expect(suggestion.steps.count == 1 && suggestion.steps[0].after.f1 == 1)
        guard case .addSignal(let points, _) = suggestion.changes[0] else {
            Issue.record("not a signal: \(suggestion.changes)")
            return
        }
        #expect(points < 0)
    }

    @Test func `labels by chance promise little more than telling everything would`() throws {
        var random = SeededRandom(seed: 5)
        let words = ["harbour", "Senate", "budget", "storm", "Oslo", "match", "bank", "river", "school", "train"]
        let titles = (0..<60).map { _ in
            let title = (0..<5).map { _ in words[random.next(below: words.count)] }.joined(separator: " ")
            return (title, random.next(below: 2) == 0)
        }
        let topic = Topic(id: "t", signals: [.init(points: 1.2, expression: "Senate")])
        let suggestion = try #require(Suggester(topic, cap: .following, examples: examples(titles)).suggest())
        let share = Double(titles.count { $0.1 }) / Double(titles.count)
        #expect(suggestion.expected.after < 2 * share / (1 + share) + 0.05, "\(suggestion.changes)")
    }

    @Test func `terms are names and phrases, not common words, outlets or what stands once`() {
        let feeds = ["www.dailypost.example", "b.example", "c.example"].map { Feed(url: "https://\($0)/rss") }
        let examples = (0..<6).map { number in
            Example(
                entry: Entry(title: "The White House will speak on Monday, says Dailypost: word\(number)"),
                feed: feeds[number % 3], isRelevant: true)
        }
        let terms = Set(TermCensus(examples).terms(heldBy: 2).map(\.expression))
        #expect(terms.isSuperset(of: ["White House", "White", "House", "speak"]))
        #expect(terms.isDisjoint(with: ["The", "will", "Monday", "Dailypost", "word1", "on"]))
    }

    @Test func `a word in most texts inside is news, one that is everywhere is none`() {
        let odds = LogOdds(inside: 20, outside: 20)
        #expect(odds.score(10, 0, share: 0.25) > 2)
        #expect(odds.score(0, 10, share: 0.25) < -2)
        #expect(abs(odds.score(15, 15, share: 0.75)) < 0.01)
        #expect(odds.score(2, 0, share: 0.05) < odds.score(5, 0, share: 0.12))
    }
}
