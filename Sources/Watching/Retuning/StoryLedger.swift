// SPDX-License-Identifier: Apache-2.0
// Which stories two versions of topics tell, from entries that pass by one after another. Pure; keeps numbers, no text.
//
// An entry that was put into a story when it came stays in it. One that matched no topic then is grouped now, as the daemon
// would have: by the same index, in the order of arrival, which has passed all the stories that are stored.

import Grouping
import Matching
import Model
import Storing

/// Counts the stories of each topic as they would have been told before and after an edit.
struct StoryLedger {
    /// A story that is stored, by its id, or one of our own, by the row of its first entry.
    private struct Key: Hashable {
        let pair: Int32
        let isStored: Bool
        let number: UInt64
    }

    /// The first entry that matches under each version; row 0 for none. Flat, as there may be very many.
    private struct Told {
        var old = StoryTelling.none
        var new = StoryTelling.none
    }

    private let comparison: TopicComparison
    private let keepsRows: Bool
    private let oldWords: TopicWords
    private let newWords: TopicWords
    private var index: StoryIndex
    private var told: [Key: Told] = [:]
    private var rows: [Key: [Int64]] = [:]
    private(set) var entries = 0

    /// `keepsRows`: for each story all entries that match the new version are remembered.
    init(_ comparison: TopicComparison, window: Duration, vocabulary: Vocabulary, keepsRows: Bool) {
        self.comparison = comparison
        self.keepsRows = keepsRows
        oldWords = TopicWords(comparison.pairs.compactMap(\.old))
        newWords = TopicWords(comparison.pairs.compactMap(\.new))
        index = StoryIndex(window: window)
        index.use(vocabulary)
    }

    /// Takes the next entry in the order of arrival, and the story it was put in.
    mutating func add(_ stored: StoredEntry, story: String?, from old: Feed, and new: Feed) {
        entries += 1
        let entry = stored.entry.without(stored.furniture)
        let outcomes = comparison.outcomes(of: entry, from: old, and: new)
        if let story {
            index.remember(story: story, feed: stored.feed, at: stored.seen, entry: entry)
        }
        guard !outcomes.isEmpty else { return }
        let place = story ?? self.story(of: entry, stored, outcomes)
        for outcome in outcomes { note(outcome, of: stored, in: place) }
    }

    /// In no particular order.
    var changes: [StoryChange] {
        told.lazy.map { change($0, $1) }.filter { $0.kind != nil }
    }

    /// Calls `body` for each story of each topic with the tellings of the old and the new version.
    func forEachStory(_ body: (_ pair: Int, _ old: StoryTelling?, _ new: StoryTelling?) -> Void) {
        for (key, told) in told { body(Int(key.pair), told.old.orNil, told.new.orNil) }
    }
}

extension StoryLedger {
    /// Where the entry is put that was in no story; it leaves out the words of the topics it matches.
    private mutating func story(
        of entry: Entry, _ stored: StoredEntry, _ outcomes: [TopicComparison.Outcome]
    ) -> String {
        let old = outcomes.filter { $0.new == nil }.compactMap { $0.old?.topic }
        let words = newWords.words(of: outcomes.compactMap { $0.new?.topic }).union(oldWords.words(of: old))
        let own = Self.ownMark + String(stored.row, radix: 16)
        let placement = index.place(
            entry, feed: stored.feed, at: stored.seen, leavingOut: words, proposedID: own)
        switch placement {
        case .opens: return own
        case .joins(let story): return story
        }
    }

    private mutating func note(_ outcome: TopicComparison.Outcome, of stored: StoredEntry, in story: String) {
        let key = key(of: story, pair: outcome.pair)
        var known = told[key] ?? Told()
        if let match = outcome.old, !known.old.isThere {
            known.old = StoryTelling(row: stored.row, seen: stored.seen, score: match.score)
        }
        if let match = outcome.new {
            if !known.new.isThere {
                known.new = StoryTelling(row: stored.row, seen: stored.seen, score: match.score)
            }
            if keepsRows { rows[key, default: []].append(stored.row) }
        }
        told[key] = known
    }

    private static let ownMark = "+"

    private func key(of story: String, pair: Int) -> Key {
        let isOwn = story.hasPrefix(Self.ownMark)
        let digits = isOwn ? story.dropFirst() : story[...]
        return Key(pair: Int32(pair), isStored: !isOwn, number: UInt64(digits, radix: 16) ?? 0)
    }

    private func change(_ key: Key, _ told: Told) -> StoryChange {
        let digits = String(key.number, radix: 16)
        let story = String(repeating: "0", count: max(0, 16 - digits.count)) + digits
        return StoryChange(
            topic: comparison.pairs[Int(key.pair)].id, story: key.isStored ? story : nil, old: told.old.orNil,
            new: told.new.orNil, rows: rows[key] ?? [])
    }
}

extension StoryTelling {
    fileprivate static let none = StoryTelling(row: 0, seen: Timestamp(seconds: 0), score: 0)

    fileprivate var isThere: Bool { row != 0 }
    fileprivate var orNil: StoryTelling? { isThere ? self : nil }
}
