// SPDX-License-Identifier: Apache-2.0

import Configuring
import Model

/// What a reload changed, in words: "topics: +taiwan ~us-china; feeds: +2 -1 ~3; settings: fetch.interval".
struct ConfigurationChange: CustomStringConvertible {
    private let topics: [String]
    private let feeds: Marks
    private let settings: [String]

    private struct Marks {
        var added = 0
        var removed = 0
        var changed = 0
    }

    /// Settings that a running daemon cannot take.
    private static let needingRestart: Set<String> = ["store.path"]

    init(from old: Configuration, to new: Configuration) {
        topics = Self.marks(from: Self.byID(old.topics), to: Self.byID(new.topics))
        feeds = Self.count(from: old.feeds, to: new.feeds)
        settings = MainSettings.changes(from: old.main, to: new.main)
    }

    var description: String {
        let late = settings.filter(Self.needingRestart.contains)
        let taken = settings.filter { !Self.needingRestart.contains($0) }
        var parts: [String] = []
        if !topics.isEmpty { parts.append("topics: " + topics.joined(separator: " ")) }
        if feeds.added + feeds.removed + feeds.changed > 0 {
            let changed = feeds.changed > 0 ? " ~\(feeds.changed)" : ""
            parts.append("feeds: +\(feeds.added) -\(feeds.removed)" + changed)
        }
        if !taken.isEmpty { parts.append("settings: " + taken.joined(separator: " ")) }
        if !late.isEmpty { parts.append("takes effect after a restart: " + late.joined(separator: " ")) }
        return parts.isEmpty ? "no topic, no feed and no setting changed" : parts.joined(separator: "; ")
    }

    /// The names whose values differ, sorted: `+added -removed ~changed`.
    static func marks<Value: Equatable>(from before: [String: Value], to after: [String: Value]) -> [String] {
        Set(before.keys).union(after.keys).sorted().compactMap { name in
            switch (before[name], after[name]) {
            case (nil, _): "+" + name
            case (_, nil): "-" + name
            case (let left, let right): left == right ? nil : "~" + name
            }
        }
    }

    private static func byID(_ topics: [Topic]) -> [String: Topic] {
        Dictionary(topics.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func count(from old: [Feed], to new: [Feed]) -> Marks {
        let before = Dictionary(old.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
        var marks = Marks()
        var kept = 0
        for feed in new {
            guard let known = before[feed.url] else {
                marks.added += 1
                continue
            }
            kept += 1
            if known != feed { marks.changed += 1 }
        }
        marks.removed = before.count - kept
        return marks
    }
}
