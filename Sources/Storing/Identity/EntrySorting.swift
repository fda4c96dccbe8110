// SPDX-License-Identifier: Apache-2.0
// New or known: the decision over one document, once the store has said which keys it holds. Pure.

import Model

/// The sorting of one document.
struct EntrySorting {
    private var members: [DocumentIdentity.Member]
    private let sharedKeys: Set<EntryKey>
    private let feed: FeedPlaces
    /// What the store holds; 0 for a key that identifies nothing.
    private var owners: [EntryKey: Int64] = [:]
    /// Whether it holds keys that identify nothing.
    private var hasWorthlessKeys = false

    init(_ document: DocumentIdentity, feed: FeedPlaces) {
        members = document.members
        sharedKeys = document.sharedKeys
        self.feed = feed
    }

    /// The keys to look up.
    var keys: [EntryKey] {
        members.flatMap(\.keys) + sharedKeys.sorted { $0.hash < $1.hash }
    }

    mutating func learn(_ owners: [EntryKey: Int64]) {
        self.owners = owners
        hasWorthlessKeys = owners.values.contains(0)
    }

    /// Whether an entry has no key that identifies it.
    var needsFingerprints: Bool {
        members.contains { believable($0.keys).isEmpty }
    }

    mutating func addFingerprints() {
        var seen: Set<EntryKey> = []
        var kept: [DocumentIdentity.Member] = []
        for var member in members {
            if believable(member.keys).isEmpty {
                let fingerprint = IdentityKeys.fingerprint(member.entry, feed: feed)
                guard seen.insert(fingerprint).inserted else { continue }
                member.keys.append(fingerprint)
            }
            kept.append(member)
        }
        members = kept
    }

    var fresh: [KeyedEntry] {
        members.compactMap { member in
            owner(of: member) == nil ? KeyedEntry(entry: member.entry, keys: believable(member.keys)) : nil
        }
    }

    /// Known entries that got a key: something about them is not as it was.
    var changed: [(row: Int64, entry: Entry)] {
        guard !owners.isEmpty else { return [] }
        return members.compactMap { member in
            guard member.keys.contains(where: { owners[$0] == nil }) else { return nil }
            return owner(of: member).map { ($0, member.entry) }
        }
    }

    /// New keys of known entries, and keys that turned out to be shared.
    var knownKeys: [KnownKey] {
        let added = members.flatMap { member in
            owner(of: member).map { owner in
                member.keys.filter { owners[$0] == nil }.map { KnownKey(key: $0, owner: owner) }
            } ?? []
        }
        let shared = sharedKeys.filter { owners[$0] != 0 }.sorted { $0.hash < $1.hash }
        return added + shared.map { KnownKey(key: $0, owner: 0) }
    }

    private func owner(of member: DocumentIdentity.Member) -> Int64? {
        owners.isEmpty ? nil : believable(member.keys).lazy.compactMap { owners[$0] }.first
    }

    private func believable(_ keys: [EntryKey]) -> [EntryKey] {
        hasWorthlessKeys ? keys.filter { owners[$0] != 0 } : keys
    }
}
