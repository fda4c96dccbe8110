// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Model

/// What one topic told.
package struct TopicAlerts: Sendable, Hashable {
    /// Alerts made in the time asked about.
    package let recent: Int
    /// When the last alert of all was made.
    package let last: Timestamp
}

extension StoreReader {
    /// By topic id, the alerts about one story made at or after `since`, and the last one. A topic that never told anything is left out.
    package func alertsByTopic(since: Timestamp) throws(StoreError) -> [String: TopicAlerts] {
        try read("count alerts") { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT topic, sum(seen >= ?), max(seen) FROM alert WHERE entry > 0 GROUP BY topic",
                arguments: [since.seconds])
            return Dictionary(
                rows.map { ($0[0], TopicAlerts(recent: $0[1], last: Timestamp(seconds: $0[2]))) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    /// When the oldest entry that is kept was first seen; `nil` in an empty store.
    package func oldestEntrySeen() throws(StoreError) -> Timestamp? {
        try read("read entries") { db in
            try Int64.fetchOne(db, sql: "SELECT seen FROM entry ORDER BY id LIMIT 1").map { Timestamp(seconds: $0) }
        }
    }
}
