// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Model

/// An alert and its place among all.
package struct StoredAlert: Sendable, Hashable {
    /// Rises with each alert made; what `alerts(after:)` takes.
    package let row: Int64
    package let alert: Alert
    package var place = AlertPlace.told
}

extension StoredAlert {
    static let select = "SELECT alert.id, \(AlertPlace.columns), \(AlertRow.columns) FROM alert \(AlertPlace.tables)"

    /// Reads a row of `select`.
    init(_ row: Row) throws {
        self.init(row: row[0], alert: try AlertRow.alert(in: row, from: 4), place: AlertPlace(row, from: 1))
    }
}

extension StoreReader {
    /// Alerts, newest first, at most `limit`, of one topic or all, made at or after `since`.
    package func alerts(
        limit: Int, topic: String? = nil, since: Timestamp? = nil
    ) throws(StoreError) -> [StoredAlert] {
        try alerts(
            "read alerts",
            where: "(?1 IS NULL OR alert.topic = ?1) AND alert.seen >= ?2 ORDER BY alert.id DESC LIMIT ?3",
            [topic, since?.seconds ?? .min, limit])
    }

    /// Alerts made after the one in `row` (0 for all), oldest first, at most `limit`.
    package func alerts(after row: Int64, limit: Int) throws(StoreError) -> [StoredAlert] {
        try alerts("read alerts", where: "alert.id > ? ORDER BY alert.id LIMIT ?", [row, limit])
    }

    /// The alerts whose id is `id` or begins with it, oldest first, at most two: more than one means that the beginning
    /// is not enough. A leading `#`, as in the log, is not part of an id.
    package func alerts(idPrefix id: String) throws(StoreError) -> [StoredAlert] {
        let prefix = String(id.trimmingPrefix("#")).lowercased()
        guard !prefix.isEmpty else { return [] }
        return try alerts(
            "read an alert", where: "alert.alert_id >= ?1 AND alert.alert_id < ?1 || 'g' ORDER BY alert.id LIMIT 2",
            [prefix])
    }

    /// The stored entry that an alert names; `nil` where there is no such alert or its entry is gone.
    package func entry(ofAlert row: Int64) throws(StoreError) -> StoredEntry? {
        try read("read the entry of an alert") { db in
            try Row.fetchOne(
                db,
                sql: "SELECT \(StoredEntry.columns) \(StoredEntry.tables) JOIN alert ON alert.entry = entry.id "
                    + "WHERE alert.id = ?",
                arguments: [row]
            ).map(StoredEntry.init)
        }
    }

    func alerts(
        _ operation: String, where condition: String, _ arguments: [(any DatabaseValueConvertible)?]
    ) throws(StoreError) -> [StoredAlert] {
        try read(operation) { db in
            let sql = "\(StoredAlert.select) WHERE \(condition)"
            return try Row.fetchAll(db, sql: sql, arguments: StatementArguments(arguments)).map(StoredAlert.init)
        }
    }
}
