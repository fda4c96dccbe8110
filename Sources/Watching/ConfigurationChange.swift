// SPDX-License-Identifier: Apache-2.0

import Configuring
import Model

/// What a reload changed, in words: "topics: +taiwan ~us-china; feeds: +2 -1".
struct ConfigurationChange: CustomStringConvertible {
    private let topics: [String]
    private let feedsAdded: Int
    private let feedsRemoved: Int
    private let needsRestart: [String]

    init(from old: Configuration, to new: Configuration) {
        topics = Self.marks(from: old.topics, to: new.topics)
        let (before, after) = (Set(old.feeds.map(\.url)), Set(new.feeds.map(\.url)))
        feedsAdded = after.subtracting(before).count
        feedsRemoved = before.subtracting(after).count
        needsRestart = old.store.path == new.store.path ? [] : ["store.path"]
    }

    var description: String {
        var parts: [String] = []
        if !topics.isEmpty { parts.append("topics: " + topics.joined(separator: " ")) }
        if feedsAdded + feedsRemoved > 0 { parts.append("feeds: +\(feedsAdded) -\(feedsRemoved)") }
        if !needsRestart.isEmpty {
            parts.append("takes effect after a restart: " + needsRestart.joined(separator: " "))
        }
        return parts.isEmpty ? "no topic and no feed changed" : parts.joined(separator: "; ")
    }

    private static func marks(from old: [Topic], to new: [Topic]) -> [String] {
        let before = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return Set(before.keys).union(after.keys).sorted().compactMap { id in
            switch (before[id], after[id]) {
            case (nil, _): "+" + id
            case (_, nil): "-" + id
            case (let left, let right): left == right ? nil : "~" + id
            }
        }
    }
}
