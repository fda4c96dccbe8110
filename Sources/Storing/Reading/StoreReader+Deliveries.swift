// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Model

/// What became of an alert at one sink.
package struct DeliveryState: Sendable, Hashable {
    package let sink: String
    /// How often it was tried, the time that it arrived included.
    package let attempts: Int
    /// What the sink said last, where it did not arrive.
    package let lastError: String?
    /// When it is tried again; `nil` for as soon as its turn comes.
    package let nextAttempt: Timestamp?
    /// How it ended and when; `nil` while it waits.
    package let end: End?

    package struct End: Sendable, Hashable {
        package let ending: DeliveryEnding
        package let at: Timestamp
    }
}

extension StoreReader {
    /// The sinks of the alert in `row`, in the order in which they were named.
    package func deliveries(ofAlert row: Int64) throws(StoreError) -> [DeliveryState] {
        try read("read deliveries") { db in
            let sql = """
                SELECT sink, attempts, last_error, next_attempt, ending, ended_at FROM delivery WHERE alert = ? ORDER BY id
                """
            return try Row.fetchAll(db, sql: sql, arguments: [row]).map { row in
                DeliveryState(
                    sink: row[0], attempts: row[1], lastError: row[2], nextAttempt: Timestamp(row[3]),
                    end: Timestamp(row[5]).map { .init(ending: DeliveryEnding(rawValue: row[4]) ?? .delivered, at: $0) }
                )
            }
        }
    }
}
