// SPDX-License-Identifier: Apache-2.0
// What waits to be told, for those who look.

import GRDB
package import Model

/// Where an alert is.
package enum AlertPlace: Sendable, Hashable {
    /// In the outbox or delivered, by itself.
    case told
    case held(HoldReason, until: Timestamp)
    /// Told by the digest or the overflow line with this id.
    case carried(by: String)
}

/// The alerts of one topic that wait for the same.
package struct HeldAlerts: Sendable, Hashable {
    package let topic: String
    package let reason: HoldReason
    package let count: Int
    /// When the first of them is due.
    package let until: Timestamp
}

extension StoreReader {
    /// Sorted by topic and time.
    package func heldAlerts() throws(StoreError) -> [HeldAlerts] {
        try read("read held alerts") { db in
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT topic, reason, count(*), min(until) AS first FROM held GROUP BY topic, reason "
                    + "ORDER BY topic, first, reason")
            return rows.map { row in
                HeldAlerts(
                    topic: row[0], reason: HoldReason(rawValue: row[1]) ?? .storm, count: row[2],
                    until: Timestamp(seconds: row[3]))
            }
        }
    }

    /// The topics that are muted at `now`, and until when.
    package func mutes(at now: Timestamp) throws(StoreError) -> [String: Timestamp] {
        try read("read muted topics") { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT topic, until FROM mute WHERE until > ?", arguments: [now.seconds])
            return Dictionary(rows.map { ($0[0], Timestamp(seconds: $0[1])) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// The alerts that the one in `row` carries, best first, at most `limit`.
    package func alerts(carriedBy row: Int64, limit: Int) throws(StoreError) -> [StoredAlert] {
        try alerts(
            "read a digest",
            where:
                "alert.id IN (SELECT alert FROM carried WHERE carrier = ?) ORDER BY alert.score DESC, alert.id LIMIT ?",
            [row, limit])
    }
}

extension AlertPlace {
    /// In the order that `init(_:from:)` expects.
    static let columns = "held.reason, held.until, carrier.alert_id"
    static let tables = """
        LEFT JOIN held ON held.alert = alert.id LEFT JOIN carried ON carried.alert = alert.id \
        LEFT JOIN alert AS carrier ON carrier.id = carried.carrier
        """

    /// Reads `columns`, of which the first is at index `start`.
    init(_ row: Row, from start: Int) {
        if let carrier = row[start + 2] as String? {
            self = .carried(by: carrier)
        } else if let reason = row[start] as String?, let until = row[start + 1] as Int64? {
            self = .held(HoldReason(rawValue: reason) ?? .storm, until: Timestamp(seconds: until))
        } else {
            self = .told
        }
    }
}
