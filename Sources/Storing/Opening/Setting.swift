// SPDX-License-Identifier: Apache-2.0

import GRDB

/// Single numbers that the store remembers for its callers.
enum Setting: String {
    case silentBefore = "silent_before"
    /// How many entries the table `word` was counted over.
    case countedTexts = "counted_texts"
    /// The newest entry when they were counted.
    case countedUpTo = "counted_up_to"
    /// The newest entry in the search index.
    case indexedEntry = "indexed_entry"

    func read(in db: Database) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT value FROM setting WHERE name = ?", arguments: [rawValue])
    }

    /// `nil` forgets it.
    func write(_ value: Int64?, in db: Database) throws {
        guard let value else {
            return try db.execute(sql: "DELETE FROM setting WHERE name = ?", arguments: [rawValue])
        }
        try db.execute(sql: "INSERT OR REPLACE INTO setting VALUES (?, ?)", arguments: [rawValue, value])
    }
}
