// SPDX-License-Identifier: Apache-2.0
// The tables `held` and `carried`: alerts that wait, and those that were told by another one.

import GRDB
import Model

/// Statements over the alerts of one topic that wait.
struct HeldRow {
    private let db: Database
    private let topic: String

    init(_ db: Database, _ topic: String) {
        self.db = db
        self.topic = topic
    }

    func insert(
        _ alert: Int64, _ reason: HoldReason, until: Timestamp, occasion: String, sinks: [String]
    ) throws {
        try db.cachedStatement(sql: "INSERT INTO held VALUES (?, ?, ?, ?, ?, ?)").execute(arguments: [
            alert, topic, reason.rawValue, until.seconds, occasion, sinks.joined(separator: " "),
        ])
    }

    /// The sinks that an alert was made for; empty for one that does not wait.
    static func sinks(of alert: Int64, in db: Database) throws -> [String] {
        let select = try db.cachedStatement(sql: "SELECT sinks FROM held WHERE alert = ?")
        return (try String.fetchOne(select, arguments: [alert]) ?? "").split(separator: " ").map(String.init)
    }

    /// For each reason the latest time until which an alert is held.
    func deadlines() throws -> [(reason: HoldReason, until: Timestamp)] {
        let select = try db.cachedStatement(
            sql: "SELECT reason, max(until) FROM held WHERE topic = ? GROUP BY reason ORDER BY reason")
        return try Row.fetchAll(select, arguments: [topic]).map { row in
            (HoldReason(rawValue: row[0]) ?? .storm, Timestamp(seconds: row[1]))
        }
    }

    /// No alert that waits for `reason` waits longer than until `moment`.
    func bound(_ reason: HoldReason, by moment: Timestamp) throws {
        try db.cachedStatement(sql: "UPDATE held SET until = ?3 WHERE topic = ?1 AND reason = ?2 AND until > ?3")
            .execute(arguments: [topic, reason.rawValue, moment.seconds])
    }

    /// The occasions of alerts that are due, in the order of the first alert of each.
    func dueOccasions(at now: Timestamp) throws -> [String] {
        let select = try db.cachedStatement(
            sql: "SELECT occasion FROM held WHERE topic = ? AND until <= ? GROUP BY occasion ORDER BY min(alert)")
        return try String.fetchAll(select, arguments: [topic, now.seconds])
    }

    /// Those that are due wait on.
    func postpone(_ due: DueAlerts, for reason: HoldReason, until: Timestamp) throws {
        try db.cachedStatement(
            sql: "UPDATE held SET reason = ?1, until = ?2 WHERE topic = ?3 AND occasion = ?4 AND until <= ?5"
        ).execute(arguments: [reason.rawValue, until.seconds, topic, due.occasion, due.now.seconds])
    }

    /// Notes that those that are due were told by `carrier`; `nil` for one that was told by itself.
    func release(_ due: DueAlerts, by carrier: Int64?) throws {
        if let carrier {
            try db.cachedStatement(sql: "INSERT INTO carried SELECT alert, ? FROM held WHERE \(DueAlerts.condition)")
                .execute(arguments: [carrier] + due.arguments(topic))
        }
        try db.cachedStatement(sql: "DELETE FROM held WHERE \(DueAlerts.condition)")
            .execute(arguments: due.arguments(topic))
    }
}

/// The alerts of a topic that have waited long enough, of one occasion.
struct DueAlerts {
    static let condition = "held.topic = ? AND held.occasion = ? AND held.until <= ?"

    let occasion: String
    let now: Timestamp

    func arguments(_ topic: String) -> StatementArguments {
        [topic, occasion, now.seconds]
    }
}
