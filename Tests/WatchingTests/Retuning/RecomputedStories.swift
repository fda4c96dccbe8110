// SPDX-License-Identifier: Apache-2.0
// The naive twin of the backtest: every topic of both sides on every entry, all in memory, nothing left out.

import Grouping
import Matching
import Model
import Storing

@testable import Watching

/// What a topic tells of a story, as `row@score`; "–" for nothing.
struct Recomputed: Hashable {
    let topic: String
    /// `nil` for a story that is not stored.
    let story: String?
    let old: String
    let new: String

    static func telling(_ row: Int64, _ score: Double) -> String { "\(row)@\(score)" }
}

struct RecomputedStories {
    let entries: [StoredEntry]
    /// By row.
    let stories: [Int64: String]

    init(_ store: StoreReader) throws {
        var entries: [StoredEntry] = []
        while case let next = try store.entries(after: entries.last?.row ?? 0, limit: 1_000), !next.isEmpty {
            entries += next
        }
        var stories: [Int64: String] = [:]
        for story in try store.stories(limit: .max).map(\.story.id) {
            for telling in try store.tellings(of: story) { stories[telling.row] = story }
        }
        (self.entries, self.stories) = (entries, stories)
    }

    /// For each entry what the topics match.
    func matches(_ rules: TopicRules) -> [[Match]] {
        let matcher = TopicMatcher(topics: rules.topics)
        return entries.map { matcher.match($0.entry.without($0.furniture), from: rules.feed($0.feed)) }
    }

    /// The stories that are not told alike, of the topics that differ.
    func changes(_ old: TopicRules, _ oldMatches: [[Match]], _ new: TopicRules, window: Duration) -> Set<Recomputed> {
        let differing = Set(TopicPair.changed(from: old.topics, to: new.topics).filter(\.changesMatching).map(\.id))
        let newMatches = matches(new)
        let (oldWords, newWords) = (TopicWords(old.topics), TopicWords(new.topics))
        var index = StoryIndex(window: window)
        var told: [String: [String: (old: String, new: String)]] = [:]
        for (number, stored) in entries.enumerated() {
            let before = oldMatches[number].filter { differing.contains($0.topic) }
            let after = newMatches[number].filter { differing.contains($0.topic) }
            let entry = stored.entry.without(stored.furniture)
            let known = stories[stored.row]
            if let known { index.remember(story: known, feed: stored.feed, at: stored.seen, entry: entry) }
            if before.isEmpty, after.isEmpty { continue }
            var story = known ?? "own \(stored.row)"
            if known == nil {
                let lost = before.map(\.topic).filter { topic in !after.contains { $0.topic == topic } }
                let words = newWords.words(of: after.map(\.topic)).union(oldWords.words(of: lost))
                let placement = index.place(
                    entry, feed: stored.feed, at: stored.seen, leavingOut: words, proposedID: story)
                if case .joins(let other) = placement { story = other }
            }
            for match in before where told[match.topic]?[story]?.old ?? "–" == "–" {
                told[match.topic, default: [:]][story, default: ("–", "–")].old =
                    Recomputed.telling(stored.row, match.score)
            }
            for match in after where told[match.topic]?[story]?.new ?? "–" == "–" {
                told[match.topic, default: [:]][story, default: ("–", "–")].new =
                    Recomputed.telling(stored.row, match.score)
            }
        }
        return Set(
            told.flatMap { topic, stories in
                stories.filter { $0.value.old != $0.value.new }.map { story, tellings in
                    Recomputed(
                        topic: topic, story: story.hasPrefix("own") ? nil : story, old: tellings.old,
                        new: tellings.new)
                }
            })
    }
}

extension Recomputed {
    init(_ change: StoryChange) {
        func text(_ telling: StoryTelling?) -> String { telling.map { Self.telling($0.row, $0.score) } ?? "–" }
        self.init(topic: change.topic, story: change.story, old: text(change.old), new: text(change.new))
    }
}
