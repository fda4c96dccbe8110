// SPDX-License-Identifier: Apache-2.0
// Identity within one document: which keys can be believed, and which entries are one. Pure.
//
// Feeds give one link or one guid to all their entries, list an entry twice, or hand out two ids for one page. A key
// that plainly different entries share identifies none of them, for losing an entry is worse than storing it twice.

import Model

/// The entries of one document, each once, with the keys that can be believed.
struct DocumentIdentity {
    struct Member {
        let entry: Entry
        /// In the order of the ladder; a repetition adds its own.
        var keys: [EntryKey]
    }

    /// In the order of the document.
    private(set) var members: [Member] = []
    /// Keys of different entries.
    private(set) var sharedKeys: Set<EntryKey> = []

    init(_ entries: [Entry], feed: FeedPlaces) {
        let candidates = entries.map { Candidate(entry: $0, keys: IdentityKeys($0, feed: feed)) }
        let repeated = Self.repeatedKeys(of: candidates)
        guard !repeated.isEmpty else {
            members = candidates.map { Member(entry: $0.entry, keys: $0.keys.all) }
            return
        }
        sharedKeys = Set(
            repeated.lazy.filter { key, group in Self.isShared(key, by: group.map { candidates[$0] }) }.map(\.key))
        merge(candidates)
    }

    /// The keys that more than one entry has, with the entries that have them.
    private static func repeatedKeys(of candidates: [Candidate]) -> [EntryKey: [Int]] {
        var holders: [EntryKey: Int] = [:]
        holders.reserveCapacity(candidates.count * 3)
        var repeated: [EntryKey: [Int]] = [:]
        for (index, candidate) in candidates.enumerated() {
            for key in candidate.keys.all {
                guard let earlier = holders.updateValue(index, forKey: key) else { continue }
                repeated[key, default: [earlier]].append(index)
            }
        }
        return repeated
    }

    /// Makes one member of the entries that have a believable key in common.
    private mutating func merge(_ candidates: [Candidate]) {
        var holders: [EntryKey: Int] = [:]
        for candidate in candidates {
            let keys = candidate.keys.all.filter { !sharedKeys.contains($0) }
            let index = keys.lazy.compactMap { holders[$0] }.first ?? members.count
            if index == members.count { members.append(Member(entry: candidate.entry, keys: [])) }
            for key in keys where holders[key] == nil {
                holders[key] = index
                members[index].keys.append(key)
            }
        }
    }

    private static func isShared(_ key: EntryKey, by group: [Candidate]) -> Bool {
        guard let first = group.first, group.count > 1 else { return false }
        if group.allSatisfy({ $0.hasSamePlace(as: first) }) {
            // Two titles under one id and link are an edit; three are a feed that has one id and link for all.
            return Set(group.map(\.entry.title)).count > 2
        }
        return group.contains { key == first.keys.dated ? $0.isElsewhere(than: first) : $0.differs(from: first) }
    }
}

/// An entry of the document with all its keys.
private struct Candidate {
    let entry: Entry
    let keys: IdentityKeys

    /// One id and one link, both given.
    func hasSamePlace(as other: Candidate) -> Bool {
        keys.id != nil && keys.id == other.keys.id && keys.link != nil && keys.link == other.keys.link
    }

    /// Whether two entries with one id, or one link, are plainly two: their headlines differ, or one headline stands
    /// for different texts of different times (an hourly bulletin).
    func differs(from other: Candidate) -> Bool {
        if hasSamePlace(as: other) { return false }
        if entry.title != other.entry.title { return true }
        guard let published = entry.published, let others = other.entry.published else {
            return !hasSameText(as: other)
        }
        return published != others && !hasSameText(as: other)
    }

    /// Whether two entries with one title and time are plainly two: nothing else about them is the same.
    func isElsewhere(than other: Candidate) -> Bool {
        guard keys.id != other.keys.id || keys.id == nil, keys.link != other.keys.link || keys.link == nil else {
            return false
        }
        return !hasSameText(as: other) || (entry.summary.isEmpty && entry.content.isEmpty)
    }

    private func hasSameText(as other: Candidate) -> Bool {
        entry.summary == other.entry.summary && entry.content == other.entry.content
    }
}
