// SPDX-License-Identifier: Apache-2.0
// Old entries go; their keys stay, so that a feed that shows an old entry again brings nothing new.

import GRDB
package import Model

/// How far a round of pruning has come.
struct PruneCursor {
    var entry: Int64 = 0
}

extension Store {
    /// One step of forgetting entries first seen before `moment`: looks at no more than `limit` entries, oldest first, in
    /// one transaction. Returns how many it looked at: call again until that is 0, which ends the round.
    ///
    /// Kept are identity keys, the entries that alerts name, and the newest entry (its number must not be used again).
    package func prune(entriesBefore moment: Timestamp, limit: Int = 500) throws(StoreError) -> Int {
        let cursor = pruning.entry
        let (last, count) = try write("prune") { db in
            let step = try PruneStep(after: cursor, before: moment, limit: limit, in: db)
            try step.delete(in: db)
            return (step.last, step.looked)
        }
        pruning.entry = count == 0 ? 0 : last
        return count
    }
}

/// The entries of one step.
private struct PruneStep {
    let last: Int64
    let looked: Int
    private let entries: [(row: Int64, feed: Int64)]
    /// Entries up to here are in the search index.
    private let indexed: Int64

    /// Entries are in the order in which they were seen, so the first young one ends the step.
    init(after cursor: Int64, before moment: Timestamp, limit: Int, in db: Database) throws {
        let select = try db.cachedStatement(
            sql: """
                SELECT id, feed, seen, EXISTS (SELECT 1 FROM alert WHERE alert.entry = entry.id) FROM entry
                WHERE id > ? AND id < (SELECT max(id) FROM entry) ORDER BY id LIMIT ?
                """)
        let old = try Row.fetchAll(select, arguments: [cursor, limit])
            .prefix { ($0[2] as Int64) < moment.seconds }
        looked = old.count
        last = old.last?[0] ?? cursor
        entries = old.filter { !$0[3] }.map { ($0[0], $0[1]) }
        indexed = try Setting.indexedEntry.read(in: db) ?? 0
    }

    func delete(in db: Database) throws {
        try forgetWords(in: db)
        let entry = try db.cachedStatement(sql: "DELETE FROM entry WHERE id = ?")
        let membership = try db.cachedStatement(sql: "DELETE FROM story_entry WHERE entry = ?")
        let count = try db.cachedStatement(sql: "UPDATE feed SET entries = entries - 1 WHERE id = ?")
        for (row, feed) in entries {
            try entry.execute(arguments: [row])
            try membership.execute(arguments: [row])
            try FurnitureRow.delete(entry: row, in: db)
            try count.execute(arguments: [feed])
        }
    }

    private func forgetWords(in db: Database) throws {
        let select = try db.cachedStatement(sql: "SELECT \(EntryRow.columns) FROM entry WHERE id = ?")
        var index = try SearchIndex(db)
        for (row, _) in entries where row <= indexed {
            guard let entry = try Row.fetchOne(select, arguments: [row]) else { continue }
            try index.remove(EntryRow.entry(in: entry, from: 0), row: row)
        }
    }
}
