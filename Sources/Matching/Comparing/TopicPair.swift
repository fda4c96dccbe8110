// SPDX-License-Identifier: Apache-2.0

package import Model

/// One topic before and after an edit.
package struct TopicPair: Sendable, Hashable {
    package let id: String
    /// `nil` for a topic that is added.
    package let old: Topic?
    /// `nil` for a topic that is removed.
    package let new: Topic?

    /// The topics that are not the same in both lists, by their ids. An id stands in a list once.
    package static func changed(from old: [Topic], to new: [Topic]) -> [TopicPair] {
        pairs(from: old, to: new).filter { $0.old != $0.new }
    }

    /// Every topic of the two lists, by their ids.
    package static func pairs(from old: [Topic], to new: [Topic]) -> [TopicPair] {
        let before = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return Set(before.keys).union(after.keys).sorted().map {
            TopicPair(id: $0, old: before[$0], new: after[$0])
        }
    }

    /// Whether the edit can change which entries match, or their scores.
    package var changesMatching: Bool {
        guard let old, let new else { return true }
        return !old.matchesAlike(new)
    }
}

extension Topic {
    /// Whether the other matches the same entries with the same scores, whatever they hold; how its alerts are told may
    /// differ.
    fileprivate func matchesAlike(_ other: Topic) -> Bool {
        threshold == other.threshold && groups == other.groups && signals == other.signals
            && require == other.require && exclude == other.exclude && weights == other.weights
            && bodyCap == other.bodyCap && minimumSignals == other.minimumSignals && languages == other.languages
            && feeds == other.feeds
    }
}
