// SPDX-License-Identifier: Apache-2.0
// The index is filled behind the refreshes, never inside one: a search scans what is not in it yet.

import GRDB
import Model

extension Store {
    /// Puts the next entries into the search index, at most `limit`, in one transaction. Returns how many: call again
    /// until that is 0, when the store has nothing else to do.
    package func indexEntries(limit: Int = 64) throws(StoreError) -> Int {
        try write("index entries") { db in
            let last = try Setting.indexedEntry.read(in: db) ?? 0
            let select = try db.cachedStatement(
                sql: "SELECT id, \(EntryRow.columns) FROM entry WHERE id > ? ORDER BY id LIMIT ?")
            let rows = try Row.fetchAll(select, arguments: [last, limit])
            guard let newest = rows.last else { return 0 }
            var index = try SearchIndex(db)
            for row in rows { try index.add(EntryRow.entry(in: row, from: 1), row: row[0]) }
            try Setting.indexedEntry.write(newest[0], in: db)
            return rows.count
        }
    }
}
