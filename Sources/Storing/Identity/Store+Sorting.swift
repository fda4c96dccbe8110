// SPDX-License-Identifier: Apache-2.0
// Which entries of a document are new: the ladder's keys against those of everything the feed ever brought.

import GRDB
package import Model

extension Store {
    /// Splits the entries of one document into those not known, in the order of the document and each once, what was learnt
    /// about keys, and known ones under another headline. Pass all on in the feed's `Refresh`.
    ///
    /// An entry is known when any of its believable keys is. `homePage` is the link of the feed's head: a link that leads
    /// there identifies nothing. Keys are made on the caller's thread; the store's queue is blocked for the look-up.
    package nonisolated func sort(
        _ entries: [Entry], of feed: String, homePage: String? = nil
    ) async throws(StoreError) -> (fresh: [KeyedEntry], knownKeys: [KnownKey], edits: [EditedEntry]) {
        guard !entries.isEmpty else { return ([], [], []) }
        let places = FeedPlaces(feed: feed, homePage: homePage)
        let document = DocumentIdentity(entries, feed: places)
        var sorting = EntrySorting(document, feed: places)
        sorting.learn(try await owners(of: sorting.keys, in: feed))
        if sorting.needsFingerprints {
            sorting.addFingerprints()
            sorting.learn(try await owners(of: sorting.keys, in: feed))
        }
        return (sorting.fresh, sorting.knownKeys, try await edits(among: sorting.changed))
    }

    /// The stored owners of those of `keys` that the feed knows.
    private func owners(of keys: [EntryKey], in feed: String) throws(StoreError) -> [EntryKey: Int64] {
        let row = feedRows[feed]
        return try read("look up entries") { db in
            guard let row = try row ?? FeedRow.row(of: feed, in: db) else { return [:] }
            return try KeyLookup.owners(of: keys, feed: row, in: db)
        }
    }
}
