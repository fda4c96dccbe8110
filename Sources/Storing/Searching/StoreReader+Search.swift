// SPDX-License-Identifier: Apache-2.0

import GRDB
import Model

extension StoreReader {
    /// Entries that may match, newest first, at most `limit`, older than the one in `row` (`nil`: all). Empty at the end.
    ///
    /// None that matches is missing: what the index does not hold yet is given whole. Each call is a transaction of its
    /// own.
    package func candidates(
        for pattern: SearchPattern, before row: Int64? = nil, limit: Int = 200
    ) throws(StoreError) -> [StoredEntry] {
        try read("search") { db in
            let end = row ?? .max
            guard let text = pattern.text else { return try entries(in: db, "entry.id < ?", [end], limit) }
            let indexed = try Setting.indexedEntry.read(in: db) ?? 0
            let young = try entries(in: db, "entry.id > ? AND entry.id < ?", [indexed, end], limit)
            guard young.count < limit else { return young }
            // The inner limit keeps the outer sort short.
            let found = "SELECT rowid FROM entry_fts WHERE entry_fts MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
            let rest = limit - young.count
            return try young
                + entries(in: db, "entry.id IN (\(found))", [text, min(end, indexed + 1), rest], rest)
        }
    }

    private func entries(
        in db: Database, _ condition: String, _ arguments: StatementArguments, _ limit: Int
    ) throws -> [StoredEntry] {
        let sql = """
            SELECT \(StoredEntry.columns) \(StoredEntry.tables) WHERE \(condition) ORDER BY entry.id DESC LIMIT ?
            """
        return try Row.fetchAll(db, sql: sql, arguments: arguments + [limit]).map(StoredEntry.init)
    }
}
