// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Matching

/// What an edit changed, in words.
@Suite struct TopicEditTests {
    private let topic = Topic(
        id: "t", threshold: 1, groups: [.init(name: "china", items: ["China", "Beijing"])],
        signals: [.init(points: 1, expression: "@china"), .init(points: -0.5, expression: "restaurant")])

    private func edited(_ edit: (inout Topic) -> Void) -> TopicPair {
        var topic = topic
        edit(&topic)
        return TopicPair(id: "t", old: self.topic, new: topic)
    }

    private func changes(_ edit: (inout Topic) -> Void) -> [String] { TopicEdit(edited(edit)).changes }

    @Test func `each change is a line of its own`() {
        #expect(changes { _ in } == [])
        #expect(
            changes {
                $0.threshold = 0.9; $0.priority = .warning
            }
                == ["threshold 1.0 → 0.9", "priority notice → warning"])
        #expect(
            changes { $0.groups = [.init(name: "china", items: ["China", "PRC"])] } == ["@china: +“PRC”, −“Beijing”"])
        #expect(
            changes {
                $0.signals = [.init(points: 1.5, expression: "@china"), .init(points: 1, expression: "tariff*")]
            }
                == ["signal +1.0 → +1.5: @china", "signal added: +1.0 tariff*", "signal removed: −0.5 restaurant"])
        #expect(
            changes {
                $0.exclude = ["tea"]; $0.weights[.content] = 0
            } == ["exclude: +“tea”", "fields: content 0.4 → 0.0"])
    }

    @Test func `a signal that stands twice is compared with its twin`() {
        let twice = [Topic.Signal(points: 1, expression: "a1"), .init(points: 2, expression: "a1")]
        let pair = TopicPair(
            id: "t", old: Topic(id: "t", signals: twice), new: Topic(id: "t", signals: [twice[0]]))
        #expect(TopicEdit(pair).changes == ["signal removed: +2.0 a1"])
    }

    @Test func `topics come and go`() {
        let other = Topic(id: "other", signals: [])
        let pairs = TopicPair.changed(from: [topic], to: [other])
        #expect(pairs.map(\.id) == ["other", "t"] && pairs.allSatisfy(\.changesMatching))
        #expect(pairs.map { TopicEdit($0).changes } == [["the topic is new"], ["the topic is removed"]])
    }

    @Test func `what is told in another way matches alike`() {
        #expect(
            !edited {
                $0.priority = .alert; $0.sinks = ["log"]; $0.name = "x"
            }.changesMatching)
        #expect(edited { $0.minimumSignals = 2 }.changesMatching && edited { $0.bodyCap = 0.1 }.changesMatching)
    }
}
