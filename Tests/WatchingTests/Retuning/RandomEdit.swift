// SPDX-License-Identifier: Apache-2.0
// Edits as a person makes them: a signal more or less, other points, an item of a group, a threshold.

import Model
import TestSupport

/// Changes topics at random.
struct RandomEdit {
    /// Words that stand in the entries, so that what is added is found.
    let words: [String]
    /// Patterns for `feeds:`.
    let patterns: [String]
    var random: SeededRandom

    /// The same topics with one to three changes.
    mutating func edited(_ topics: [Topic]) -> [Topic] {
        var topics = topics
        for _ in 0...random.next(below: 3) {
            let place = random.next(below: topics.count)
            switch random.next(below: 12) {
            case 0 where topics.count > 2: topics.remove(at: place)
            case 1:
                let id = "added-\(random.next(below: 1_000))"
                topics.append(Topic(id: id, signals: [.init(points: 1, expression: expression(topics[place]))]))
            default: topics[place] = edited(topics[place])
            }
        }
        return topics
    }

    private mutating func edited(_ old: Topic) -> Topic {
        var topic = old
        switch random.next(below: 13) {
        case 0, 1: topic.signals.append(.init(points: points(), expression: expression(old)))
        case 2: if topic.signals.count > 1 { topic.signals.remove(at: random.next(below: topic.signals.count)) }
        case 3, 4: reweight(&topic)
        case 5: topic.threshold = max(0.1, topic.threshold + Double(random.next(below: 9) - 4) / 10)
        case 6, 7: editGroup(&topic)
        case 8: topic.exclude.append(word())
        case 9: topic.require.append(expression(old))
        case 10: topic.weights[Field.allCases[random.next(below: 3)]] = Double(random.next(below: 12)) / 10
        case 11: topic.minimumSignals = random.next(below: 4)
        default: topic.feeds = selection()
        }
        return topic
    }

    private mutating func reweight(_ topic: inout Topic) {
        let place = random.next(below: topic.signals.count)
        topic.signals[place] = .init(points: points(), expression: topic.signals[place].expression)
    }

    private mutating func editGroup(_ topic: inout Topic) {
        guard !topic.groups.isEmpty else { return }
        let place = random.next(below: topic.groups.count)
        var items = topic.groups[place].items
        if random.next(below: 2) == 0, items.count > 1 {
            items.remove(at: random.next(below: items.count))
        } else {
            items.append(word())
        }
        topic.groups[place] = .init(name: topic.groups[place].name, items: items)
    }

    private mutating func selection() -> Topic.FeedSelection {
        let pattern = patterns[random.next(below: patterns.count)]
        return random.next(below: 2) == 0 ? .init(include: [pattern]) : .init(exclude: [pattern])
    }

    private mutating func points() -> Double { Double(random.next(below: 31) - 10) / 10 }

    private mutating func word() -> String { words[random.next(below: words.count)] }

    private mutating func expression(_ topic: Topic) -> String {
        let group = topic.groups.isEmpty ? word() : "@" + topic.groups[random.next(below: topic.groups.count)].name
        switch random.next(below: 4) {
        case 0: return word()
        case 1: return "\(word()) | \(word())"
        case 2: return topic.groups.isEmpty ? word() : "\(word()) NEAR/8 @\(topic.groups[0].name)"
        default: return group.hasPrefix("@") && topic.groups.isEmpty ? word() : "\(word()) AND \(word())"
        }
    }
}
