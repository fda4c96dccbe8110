// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Model

/// An entry as it is kept.
package struct StoredEntry: Sendable, Hashable {
    /// Rises in the order of arrival; what `entries(after:)` takes.
    package let row: Int64
    /// The configured URL of its feed.
    package let feed: String
    package let seen: Timestamp
    package let entry: Entry
    /// What of its text was left out when it was matched.
    package var furniture = Furniture.none
}

extension StoredEntry {
    static let columns = "\(FurnitureRow.columns), entry.id, feed.url, entry.seen, \(EntryRow.columns)"
    static let tables = "FROM entry JOIN feed ON feed.id = entry.feed \(FurnitureRow.join)"

    /// Reads `columns`.
    init(_ row: Row) {
        self.init(
            row: row[2], feed: row[3], seen: Timestamp(seconds: row[4]), entry: EntryRow.entry(in: row, from: 5),
            furniture: FurnitureRow.furniture(in: row, from: 0))
    }
}

extension StoreReader {
    /// The next entries after the one in `row` (0 for all), in arrival order, at most `limit`, first seen at or after
    /// `since`. Going through a large store this way holds no long transaction open.
    package func entries(
        after row: Int64, limit: Int, since: Timestamp? = nil
    ) throws(StoreError) -> [StoredEntry] {
        try read("read entries") { db in
            let sql = """
                SELECT \(StoredEntry.columns) \(StoredEntry.tables)
                WHERE entry.id > ? AND entry.seen >= ? ORDER BY entry.id LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [row, since?.seconds ?? .min, limit])
                .map(StoredEntry.init)
        }
    }
}
