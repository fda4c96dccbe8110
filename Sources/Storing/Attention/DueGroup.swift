// SPDX-License-Identifier: Apache-2.0

import GRDB
import Model

/// Alerts that are told together, as the database sums them up.
struct DueGroup {
    let due: DueAlerts
    /// The highest of all.
    let score: Double
    let priority: Priority
    /// How many feeds they came from.
    let outlets: Int
    let reasons: Set<HoldReason>
    /// Of the alert that was made first.
    let firstID: String
    /// The sinks that the first was made for.
    let sinks: [String]
    /// Its row where it is the only one.
    let single: Int64?

    private let db: Database
    private let topic: String
    private let count: Int

    /// Of at least one alert.
    init(_ due: DueAlerts, of topic: String, in db: Database) throws {
        self.due = due
        self.topic = topic
        self.db = db
        let arguments = due.arguments(topic)
        let sums = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*), max(alert.score), min(alert.priority), count(DISTINCT alert.feed), min(alert.id)
                FROM held JOIN alert ON alert.id = held.alert WHERE \(DueAlerts.condition)
                """,
            arguments: arguments)
        count = sums?[0] ?? 0
        score = sums?[1] ?? 0
        priority = Priority(rawValue: sums?[2] ?? Priority.notice.rawValue) ?? .notice
        outlets = sums?[3] ?? 0
        let first: Int64 = sums?[4] ?? 0
        single = count == 1 ? first : nil
        firstID = try String.fetchOne(db, sql: "SELECT alert_id FROM alert WHERE id = ?", arguments: [first]) ?? ""
        sinks = try HeldRow.sinks(of: first, in: db)
        let words = try String.fetchAll(
            db, sql: "SELECT DISTINCT reason FROM held WHERE \(DueAlerts.condition)", arguments: arguments)
        reasons = Set(words.compactMap(HoldReason.init))
    }

    /// The best of them, by name.
    func carried() throws -> CarriedAlerts {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT alert.alert_id, alert.title, alert.url, alert.feed_title, alert.score
                FROM held JOIN alert ON alert.id = held.alert WHERE \(DueAlerts.condition)
                ORDER BY alert.score DESC, alert.id LIMIT \(CarriedAlerts.mostNamed)
                """,
            arguments: due.arguments(topic))
        let named = rows.map { row in
            CarriedAlert(id: row[0], title: row[1], url: row[2], feedTitle: row[3], score: row[4])
        }
        return CarriedAlerts(count: count, named: named)
    }
}
