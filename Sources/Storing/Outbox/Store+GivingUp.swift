// SPDX-License-Identifier: Apache-2.0
// Deliveries that end undelivered: never by themselves, always counted. A line is given up in steps, each a short
// transaction of its own.

import GRDB
package import Model

extension Store {
    /// Gives up the first deliveries of a sink that began to wait before `moment`, at most `limit`. Returns how many: fewer
    /// than `limit` means that no older one is left.
    package func expire(
        _ sink: String, queuedBefore moment: Timestamp, limit: Int, at now: Timestamp
    ) throws(StoreError) -> Int {
        let rows = try read("look for expired deliveries") { db in
            try OutboxRow.queued(before: moment, for: sink, limit: limit, in: db)
        }
        return try end(rows, as: .expired, at: now)
    }

    /// Gives up the first deliveries that wait for a sink, at most `limit`, and forgets what a file sink wrote down.
    /// Returns how many: call again until that is 0.
    package func drop(_ sink: String, limit: Int = 500, at now: Timestamp) throws(StoreError) -> Int {
        let rows = try write("forget a sink") { db in
            try db.cachedStatement(sql: "DELETE FROM sink_append WHERE sink = ?").execute(arguments: [sink])
            return try OutboxRow.queued(before: nil, for: sink, limit: limit, in: db)
        }
        return try end(rows, as: .dropped, at: now)
    }

    /// How many deliveries wait, by sink; sinks for which none does are left out.
    package func waitingCounts() throws(StoreError) -> [String: Int] {
        try read("count the outbox") { db in
            let names = try OutboxRow.waitingSinks(in: db)
            return Dictionary(try names.map { ($0, try OutboxRow.waitingCount(of: $0, in: db)) }) { first, _ in first }
        }
    }

    private func end(_ rows: [Int64], as ending: DeliveryEnding, at now: Timestamp) throws(StoreError) -> Int {
        guard !rows.isEmpty else { return 0 }
        try write("give up deliveries") { db in
            let mark = try db.cachedStatement(
                sql: "UPDATE delivery SET ended_at = ?, ending = ?, next_attempt = NULL WHERE id = ?")
            for row in rows { try mark.execute(arguments: [now.seconds, ending.rawValue, row]) }
        }
        return rows.count
    }
}
