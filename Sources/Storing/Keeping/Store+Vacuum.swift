// SPDX-License-Identifier: Apache-2.0

import GRDB

extension Store {
    /// Writes the database anew without the room of what was removed, and orders the search index. Takes up to
    /// twice as much free disk space as the store has bytes (a temporary copy, and the write-ahead log), and blocks the store's queue for as long as reading and writing it takes.
    package func vacuum() throws(StoreError) {
        try read("vacuum") { db in
            try db.execute(sql: "INSERT INTO entry_fts (entry_fts) VALUES ('optimize')")
            try db.execute(sql: "VACUUM")
        }
        try checkpoint()
    }

    /// Bytes of the database that hold something: its pages less those that are free.
    package func usedBytes() throws(StoreError) -> Int {
        try read("measure") { db in
            func number(_ name: String) throws -> Int { try Int.fetchOne(db, sql: "PRAGMA \(name)") ?? 0 }
            return try (number("page_count") - number("freelist_count")) * number("page_size")
        }
    }
}
