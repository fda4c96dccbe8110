// SPDX-License-Identifier: Apache-2.0
// Whether the store is whole: SQLite's pages and indexes, then what feedwatch itself promises about them.

import GRDB

extension StoreReader {
    /// Everything that is wrong with the store, a sentence each, at most a hundred for each table; empty in good health.
    ///
    /// Reads the whole file, table by table, each in a transaction of its own; `onTable` is told which comes next. Blocks.
    package func problems(onTable: (String) -> Void = { _ in }) throws(StoreError) -> [String] {
        var problems: [String] = []
        for table in try tables() {
            onTable(table)
            problems += try faults(of: table)
        }
        // What is asked of a damaged file says nothing.
        guard problems.isEmpty else { return problems }
        onTable("promises")
        return try brokenPromises()
    }

    private func faults(of table: String) throws(StoreError) -> [String] {
        do throws(StoreError) {
            return try read("check \(table)") { db in
                try String.fetchAll(db, sql: "PRAGMA integrity_check(\"\(table)\")").filter { $0 != "ok" }
                    .prefix(100).map { "\(table): \($0)" }
            }
        } catch {
            guard error.isDamage, case .sqlite(_, _, let message) = error else { throw error }
            return ["\(table): \(message)"]
        }
    }

    private func tables() throws(StoreError) -> [String] {
        try read("list the tables") { db in
            try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name")
        }
    }

    private static let promises = [
        (
            "the count of a feed's entries is wrong",
            """
            SELECT count(*) FROM feed WHERE entries <> (SELECT count(*) FROM entry WHERE entry.feed = feed.id)
            """
        ),
        ("an entry belongs to no feed", "SELECT count(*) FROM entry WHERE feed NOT IN (SELECT id FROM feed)"),
        // A digest or an overflow line is of no entry.
        (
            "an alert's entry is gone",
            "SELECT count(*) FROM alert WHERE entry <> 0 AND entry NOT IN (SELECT id FROM entry)"
        ),
        ("a delivery's alert is gone", "SELECT count(*) FROM delivery WHERE alert NOT IN (SELECT id FROM alert)"),
    ]

    private func brokenPromises() throws(StoreError) -> [String] {
        try read("check the counts") { db in
            try Self.promises.compactMap { promise, sql in
                let count = try Int.fetchOne(db, sql: sql) ?? 0
                return count > 0 ? "\(promise) (\(count) times)" : nil
            }
        }
    }
}
