// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Model

/// The figures of `status`.
package struct StoreCounts: Sendable, Hashable {
    package var entries: Int
    package var alerts: Int
    package var stories: Int
    /// Bytes of the database file, without its write-ahead log.
    package var databaseBytes: Int
    /// Sinks that have or had deliveries, by name.
    package var sinks: [SinkCounts]
}

/// The outbox of one sink.
package struct SinkCounts: Sendable, Hashable {
    package let sink: String
    /// Not delivered yet.
    package let waiting: Int
    /// Those of them that were tried in vain.
    package let failing: Int
    /// What the first of the failing ones said.
    package let lastError: String?
    /// When the first waiting delivery is tried again; `nil` for at once.
    package let nextAttempt: Timestamp?
}

extension StoreReader {
    /// All feeds the store has heard of, in the order of their first appearance; some may be configured no more.
    package func feeds() throws(StoreError) -> [FeedRow] {
        try read("read feeds") { db in
            try Row.fetchAll(db, sql: "SELECT \(FeedRow.columns) FROM feed ORDER BY id").map(FeedRow.init)
        }
    }

    package func counts() throws(StoreError) -> StoreCounts {
        try read("count") { db in
            func number(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
            return StoreCounts(
                entries: try number("SELECT coalesce(sum(entries), 0) FROM feed"),
                alerts: try number("SELECT count(*) FROM alert"),
                stories: try number("SELECT count(*) FROM story"),
                databaseBytes: try number("PRAGMA page_count") * number("PRAGMA page_size"),
                sinks: try sinks(in: db))
        }
    }

    private func sinks(in db: Database) throws -> [SinkCounts] {
        let names = try String.fetchAll(db, sql: "SELECT DISTINCT sink FROM delivery ORDER BY sink")
        return try names.map { name in
            let line = "FROM delivery WHERE sink = ? AND delivered_at IS NULL"
            let totals = try Row.fetchOne(
                db, sql: "SELECT count(*), coalesce(sum(attempts > 0), 0) \(line)", arguments: [name])
            let error = try String.fetchOne(
                db, sql: "SELECT last_error \(line) AND last_error IS NOT NULL ORDER BY id LIMIT 1", arguments: [name])
            return SinkCounts(
                sink: name, waiting: totals?[0] ?? 0, failing: totals?[1] ?? 0, lastError: error,
                nextAttempt: try OutboxRow.backoff(of: name, in: db))
        }
    }
}
