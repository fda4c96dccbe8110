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
    /// Sinks for which something waits or was given up, by name.
    package var sinks: [SinkCounts]
}

/// The outbox of one sink. What is tried is the first that waits; the others stand behind it.
package struct SinkCounts: Sendable, Hashable {
    package let sink: String
    /// Neither delivered nor given up.
    package let waiting: Int
    /// When the first of them began to wait.
    package let oldest: Timestamp?
    /// How often the first was tried in vain, and what the sink said last.
    package let attempts: Int
    package let lastError: String?
    /// When the first is tried again; `nil` for at once.
    package let nextAttempt: Timestamp?
    /// Given up for their age; given up by a person.
    package let expired: Int
    package let dropped: Int
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

    /// Alerts made at or after `moment`: looks from the newest back to the first older one.
    package func alertCount(since moment: Timestamp) throws(StoreError) -> Int {
        try read("count alerts") { db in
            let sql = """
                SELECT count(*) FROM alert
                WHERE id > coalesce((SELECT id FROM alert WHERE seen < ? ORDER BY id DESC LIMIT 1), 0)
                """
            return try Int.fetchOne(db, sql: sql, arguments: [moment.seconds]) ?? 0
        }
    }

    private func sinks(in db: Database) throws -> [SinkCounts] {
        try OutboxRow.unsettledSinks(in: db).map { sink in
            let first = try Row.fetchOne(
                db,
                sql: """
                    SELECT coalesce(delivery.queued_at, alert.seen), attempts, last_error, next_attempt
                    FROM delivery JOIN alert ON alert.id = delivery.alert
                    WHERE sink = ? AND ended_at IS NULL ORDER BY delivery.id LIMIT 1
                    """, arguments: [sink])
            return SinkCounts(
                sink: sink, waiting: try OutboxRow.waitingCount(of: sink, in: db),
                oldest: first.flatMap { Timestamp($0[0]) }, attempts: first?[1] ?? 0, lastError: first?[2],
                nextAttempt: first.flatMap { Timestamp($0[3]) },
                expired: try OutboxRow.count(of: sink, endedAs: .expired, in: db),
                dropped: try OutboxRow.count(of: sink, endedAs: .dropped, in: db))
        }
    }
}
