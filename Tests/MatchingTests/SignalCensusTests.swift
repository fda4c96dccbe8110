// SPDX-License-Identifier: Apache-2.0

import Matching
import Model
import TestSupport
import Testing

@Suite struct SignalCensusTests {
    private let topics = [
        Topic(
            id: "a", threshold: 1, groups: [Topic.Group(name: "china", items: ["China", "Beijing"])],
            signals: [
                Topic.Signal(points: 1, expression: "@china"),
                Topic.Signal(points: 0.5, expression: "@china AND Taiwan"),
                Topic.Signal(points: -0.5, expression: "snooker"),
                Topic.Signal(points: 0.5, expression: "@china AND NOT snooker"),
            ]),
        Topic(
            id: "b", threshold: 1, signals: [Topic.Signal(points: 2, expression: "Beijing")],
            feeds: Topic.FeedSelection(include: ["tag:asia"])),
    ]

    @Test func `signals that held below the threshold are not silent`() {
        var census = SignalCensus(topics: topics)
        census.add(.sample(title: "x", summary: "Beijing and Taiwan"), from: nil)
        #expect(census.entries == 1 && census.matches(of: "a") == 1 && census.matches(of: "b") == 1)
        #expect(census.silentSignals(of: "a") == [2])
        census.add(.sample(title: "x", summary: "none", content: "snooker"), from: nil)
        #expect(census.silentSignals(of: "a") == [2], "negative points do not count in the content")
        census.add(.sample(title: "snooker", summary: ""), from: nil)
        #expect(census.silentSignals(of: "a") == [])
        #expect(census.entries == 3 && census.matches(of: "a") == 1)
    }

    @Test func `a topic sees only its own feeds`() {
        var census = SignalCensus(topics: topics)
        census.add(.sample(title: "Beijing"), from: Feed(url: "https://a.example"))
        #expect(census.matches(of: "b") == 0 && census.silentSignals(of: "b") == [0])
        census.add(.sample(title: "Beijing"), from: Feed(url: "https://a.example", tags: ["asia"]))
        #expect(census.matches(of: "b") == 1 && census.silentSignals(of: "b") == [])
    }

    @Test func `agrees with the sum of each entry`() {
        var random = SeededRandom(seed: 5)
        let words = ["China", "Beijing", "Taiwan", "snooker", "and", "then"]
        var census = SignalCensus(topics: topics)
        var held: Set<String> = []
        let trial = TopicTrial(topics[0])
        for _ in 0..<40 {
            func text() -> String {
                (0..<Int.random(in: 0...2, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
                    .joined(separator: " ")
            }
            let entry = Entry.sample(title: text(), summary: text(), content: text())
            census.add(entry, from: nil)
            held.formUnion(trial?.verdict(of: entry, from: nil).evidence.map(\.signal) ?? [])
            let silent = topics[0].signals.indices.filter { !held.contains(topics[0].signals[$0].expression) }
            #expect(census.silentSignals(of: "a") == silent)
        }
    }
}
