// SPDX-License-Identifier: Apache-2.0

import Matching
import Model
import TestSupport
import Testing

@Suite struct VerdictTests {
    private let topic = Topic(
        id: "us-china", threshold: 1,
        groups: [
            Topic.Group(name: "china", items: ["China", "Beijing"]), Topic.Group(name: "us", items: ["US", "Blinken"]),
        ],
        signals: [
            Topic.Signal(points: 1, expression: "@china NEAR/2 @us"),
            Topic.Signal(points: 0.5, expression: "@china AND @us AND NOT restaurant"),
            Topic.Signal(points: -0.5, expression: "volleyball"), Topic.Signal(points: 0.8, expression: "fentanyl"),
        ], require: ["@china"], exclude: ["recipe"])

    private func verdict(_ entry: Entry) -> Verdict? {
        TopicMatcher(topics: [topic]).verdict(of: entry, on: "us-china")
    }

    @Test func `gives the whole sum of a match`() {
        let verdict = verdict(.sample(title: "Blinken in Beijing: volleyball", summary: "talks", content: "fentanyl"))
        #expect(verdict?.head == 1)
        #expect(verdict.map { abs($0.body - 0.32) < 1e-9 } == true)
        #expect(verdict?.score == 1.32)
        #expect(verdict?.isMatch == true)
        #expect(verdict?.positiveSignals == 3)
        #expect(verdict?.evidence.map(\.points) == [1, 0.5, -0.5, 0.32])
        #expect(verdict?.nearest == nil)
    }

    @Test func `says how far apart the sides of NEAR are`() {
        let verdict = verdict(.sample(title: "Beijing one two three Blinken", summary: ""))
        #expect(verdict?.score == 0.5)
        #expect(verdict?.isMatch == false)
        #expect(verdict?.nearest?.lacks == ["more than 2 words between @china and @us"])
    }

    @Test func `says which part of AND is not there and which NOT is`() {
        let missing = verdict(.sample(title: "Beijing", summary: ""))
        #expect(missing?.nearest?.signal == "@china AND @us AND NOT restaurant")
        #expect(missing?.nearest?.lacks == ["no @us"])
        let forbidden = verdict(.sample(title: "Beijing restaurant one two three Blinken", summary: ""))
        #expect(forbidden?.evidence.isEmpty == true)
    }

    @Test func `names the veto and the requirement`() {
        #expect(verdict(.sample(title: "Beijing recipe"))?.vetoedBy == "recipe")
        #expect(verdict(.sample(title: "Blinken", summary: ""))?.missingRequirement == "@china")
        #expect(verdict(.sample())?.vetoedBy == nil)
    }

    @Test func `knows no other topic`() {
        #expect(TopicMatcher(topics: [topic]).verdict(of: .sample(), on: "nato") == nil)
    }

    @Test func `agrees with the match on random worlds`() {
        for seed in 500..<520 {
            var world = RandomWorld(seed: UInt64(seed))
            let topic = world.topic("t")
            let matcher = TopicMatcher(topics: [topic])
            for index in 0..<10 {
                let entry = world.entry("e\(index)")
                let verdict = matcher.verdict(of: entry, on: "t")
                let match = matcher.match(entry, from: nil).first
                #expect(verdict?.isMatch == (match != nil))
                if let match { #expect(verdict?.score == match.score && verdict?.evidence == match.evidence) }
            }
        }
    }
}

extension VerdictTests {
    @Test func `says why a topic does not look at an entry`() throws {
        let topic = Topic(
            id: "t", signals: [Topic.Signal(points: 1, expression: "Blinken")], languages: ["de", "fr"],
            feeds: Topic.FeedSelection(exclude: ["tag:sport"]))
        let trial = try #require(TopicTrial(topic))
        var entry = Entry.sample(title: "Blinken")
        let english = trial.verdict(of: entry, from: nil)
        #expect(english.passedOver == "the entry's language is en, the topic takes de, fr")
        #expect(english.score == 1 && !english.isMatch)
        entry.language = "de-AT"
        #expect(trial.verdict(of: entry, from: Feed(url: "https://a.example")).isMatch)
        let sport = trial.verdict(of: entry, from: Feed(url: "https://a.example", tags: ["sport"]))
        #expect(sport.passedOver == "the topic's 'feeds:' leaves out this feed" && !sport.isMatch)
        let other = trial.verdict(of: entry, from: Feed(url: "https://a.example", topics: ["nato"]))
        #expect(other.passedOver == "the feed's own 'topics:' names others" && !other.isMatch)
    }
}
