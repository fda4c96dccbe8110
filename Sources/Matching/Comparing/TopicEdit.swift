// SPDX-License-Identifier: Apache-2.0
// What an edit of a topic's file changed, for a person: one short line a change.

import Model

/// The changes between two versions of a topic, in the order in which a topic's file has its keys.
package struct TopicEdit: Sendable, Hashable {
    /// Such as `threshold 1.0 → 0.9` or `signal added: +0.6 fentanyl AND @china`. Empty where the topics are equal.
    package private(set) var changes: [String] = []

    package init(_ pair: TopicPair) {
        switch (pair.old, pair.new) {
        case (nil, _): changes.append("the topic is new")
        case (_, nil): changes.append("the topic is removed")
        case (let old?, let new?): if old != new { compare(old, new) }
        }
    }
}

extension TopicEdit {
    private mutating func compare(_ old: Topic, _ new: Topic) {
        note("name", old.name, new.name)
        note("threshold", old.threshold, new.threshold)
        noteGroups(old, new)
        noteSignals(old, new)
        noteItems("require", old.require, new.require)
        noteItems("exclude", old.exclude, new.exclude)
        for field in Field.allCases { note("fields: \(field.rawValue)", old.weights[field], new.weights[field]) }
        note("body_cap", old.bodyCap, new.bodyCap)
        note("min_signals", old.minimumSignals, new.minimumSignals)
        noteItems("languages", old.languages, new.languages)
        noteItems("feeds: include", old.feeds.include, new.feeds.include)
        noteItems("feeds: exclude", old.feeds.exclude, new.feeds.exclude)
        note("priority", old.priority.name, new.priority.name)
        note("sinks", Self.list(old.sinks), Self.list(new.sinks))
        if changes.isEmpty { changes.append("how and when its alerts are told") }
    }

    private static func list(_ sinks: [String]?) -> String { sinks.map { $0.joined(separator: ", ") } ?? "all" }

    private mutating func note<Value: Equatable>(_ key: String, _ old: Value?, _ new: Value?) {
        guard old != new else { return }
        changes.append("\(key) \(old.map { "\($0)" } ?? "–") → \(new.map { "\($0)" } ?? "–")")
    }

    /// Where only the order differs, that is said: it decides nothing but the order of the proof.
    private mutating func noteItems(_ key: String, _ old: [String], _ new: [String]) {
        guard old != new else { return }
        let (before, after) = (Set(old), Set(new))
        let added = new.filter { !before.contains($0) }.map { "+“\($0)”" }
        let removed = old.filter { !after.contains($0) }.map { "−“\($0)”" }
        let items = added + removed
        changes.append("\(key): " + (items.isEmpty ? "another order" : items.joined(separator: ", ")))
    }

    private mutating func noteGroups(_ old: Topic, _ new: Topic) {
        let before = Dictionary(old.groups.map { ($0.name, $0.items) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.groups.map { ($0.name, $0.items) }, uniquingKeysWith: { first, _ in first })
        for name in Set(before.keys).union(after.keys).sorted() {
            switch (before[name], after[name]) {
            case (let items?, nil): changes.append("group @\(name) removed, of \(items.count) items")
            case (nil, let items?): changes.append("group @\(name) added, of \(items.count) items")
            case (let old?, let new?): noteItems("@\(name)", old, new)
            case (nil, nil): break
            }
        }
    }

    /// A signal is known by its expression; where one stands twice in a file, the points are compared in their order.
    private mutating func noteSignals(_ old: Topic, _ new: Topic) {
        var before = Dictionary(grouping: old.signals, by: \.expression)
        for signal in new.signals {
            guard let same = before[signal.expression]?.first else {
                changes.append("signal added: \(Self.signed(signal.points)) \(signal.expression)")
                continue
            }
            before[signal.expression]?.removeFirst()
            guard same.points != signal.points else { continue }
            let points = "\(Self.signed(same.points)) → \(Self.signed(signal.points))"
            changes.append("signal \(points): \(signal.expression)")
        }
        for expression in old.signals.map(\.expression) {
            guard let signal = before[expression]?.first else { continue }
            before[expression]?.removeFirst()
            changes.append("signal removed: \(Self.signed(signal.points)) \(expression)")
        }
    }

    private static func signed(_ points: Double) -> String { points < 0 ? "−\(-points)" : "+\(points)" }
}
