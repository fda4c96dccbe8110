// SPDX-License-Identifier: Apache-2.0

import GRDB

extension StoreReader {
    /// The row of the entry that arrived last; `nil` in an empty store.
    package func newestEntryRow() throws(StoreError) -> Int64? {
        try read("read entries") { db in try Int64.fetchOne(db, sql: "SELECT max(id) FROM entry") }
    }

    /// The newest entry whose publisher's id or link is `name`, as written. Looks through the whole table: for a person
    /// who asks about one.
    package func entry(named name: String) throws(StoreError) -> StoredEntry? {
        try read("look for an entry") { db in
            try Row.fetchOne(
                db,
                sql: "SELECT \(StoredEntry.columns) \(StoredEntry.tables) "
                    + "WHERE entry.entry_id = ?1 OR entry.url = ?1 ORDER BY entry.id DESC LIMIT 1",
                arguments: [name]
            ).map(StoredEntry.init)
        }
    }
}
