// SPDX-License-Identifier: Apache-2.0
// The stored entries as a stream, for those who match them again: no more than one is in memory at a time.

import GRDB
package import Model

extension StoreReader {
    /// Visits the next entries after the one in `row`, in the order of arrival, at most `limit`, each with the id of the
    /// story that it tells (`nil` for one that matched no topic when it came). Returns the row of the last; `nil` at the
    /// end.
    ///
    /// They are read in one transaction, which holds back a checkpoint for as long as the visits take.
    package func visitEntries(
        after row: Int64, limit: Int, _ visit: (_ stored: StoredEntry, _ story: String?) -> Void
    ) throws(StoreError) -> Int64? {
        try read("read entries") { db in
            let select = try db.cachedStatement(
                sql: """
                    SELECT \(StoredEntry.columns), story_entry.story \(StoredEntry.tables)
                    LEFT JOIN story_entry ON story_entry.entry = entry.id
                    WHERE entry.id > ? ORDER BY entry.id LIMIT ?
                    """)
            var last: Int64?
            let cursor = try Row.fetchCursor(select, arguments: [row, limit])
            while let row = try cursor.next() {
                let stored = StoredEntry(row)
                visit(stored, row[row.count - 1])
                last = stored.row
            }
            return last
        }
    }

    /// The row of the first entry seen at or after `moment`, or the one behind the last. Entries are in the order in which
    /// they were seen, as for retention, so a binary search finds it.
    package func firstEntryRow(since moment: Timestamp) throws(StoreError) -> Int64 {
        try read("read entries") { db in
            let next = try db.cachedStatement(sql: "SELECT id, seen FROM entry WHERE id >= ? ORDER BY id LIMIT 1")
            var low: Int64 = 1
            var high = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM entry") ?? 0) + 1
            while low < high {
                let middle = low + (high - low) / 2
                guard let row = try Row.fetchOne(next, arguments: [middle]), (row[1] as Int64) < moment.seconds else {
                    high = middle
                    continue
                }
                low = (row[0] as Int64) + 1
            }
            return low
        }
    }

    /// The entry in `row`; `nil` where it was pruned.
    package func entry(inRow row: Int64) throws(StoreError) -> StoredEntry? {
        try read("read an entry") { db in
            try StoredEntry.inRow(row, of: db)
        }
    }
}

extension StoredEntry {
    /// The entry in `row`; `nil` where there is none.
    static func inRow(_ row: Int64, of db: Database) throws -> StoredEntry? {
        let select = try db.cachedStatement(sql: "SELECT \(columns) \(tables) WHERE entry.id = ?")
        return try Row.fetchOne(select, arguments: [row]).map(StoredEntry.init)
    }
}
