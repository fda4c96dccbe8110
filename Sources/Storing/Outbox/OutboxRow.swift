// SPDX-License-Identifier: Apache-2.0
// The tables `delivery` and `sink_append`.

import GRDB
import Model

/// Statements over the outbox.
enum OutboxRow {
    /// When the first waiting delivery of a sink may be tried; `nil` where it may be now or nothing waits.
    static func backoff(of sink: String, in db: Database) throws -> Timestamp? {
        let first = try db.cachedStatement(
            sql: """
                SELECT next_attempt FROM delivery WHERE sink = ? AND ended_at IS NULL ORDER BY id LIMIT 1
                """)
        return try Row.fetchOne(first, arguments: [sink]).flatMap { Timestamp($0[0]) }
    }

    /// Walks the index of what waits, so that a long line costs no more than a short one.
    static let selectWaiting = """
        SELECT delivery.id, delivery.attempts, \(AlertRow.columns)
        FROM delivery JOIN alert ON alert.id = delivery.alert
        WHERE delivery.sink = ? AND delivery.ended_at IS NULL ORDER BY delivery.id LIMIT ?
        """

    static func waiting(for sink: String, limit: Int, in db: Database) throws -> [Delivery] {
        let select = try db.cachedStatement(sql: selectWaiting)
        return try Row.fetchAll(select, arguments: [sink, limit]).map { row in
            Delivery(id: row[0], sink: sink, alert: try AlertRow.alert(in: row, from: 2), attempts: row[1])
        }
    }

    static func insert(_ append: FileAppend, in db: Database) throws {
        let deliveries = append.deliveries.map(String.init).joined(separator: ",")
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO sink_append VALUES (?, ?, ?, ?, ?, ?)").execute(arguments: [
            append.sink, Int64(bitPattern: append.inode), append.offset, append.length, append.sha256, deliveries,
        ])
    }

    static func append(of sink: String, in db: Database) throws -> FileAppend? {
        let select = try db.cachedStatement(
            sql: "SELECT inode, offset, length, sha256, deliveries FROM sink_append WHERE sink = ?")
        return try Row.fetchOne(select, arguments: [sink]).map { row in
            FileAppend(
                sink: sink, inode: UInt64(bitPattern: row[0] as Int64), offset: row[1], length: row[2], sha256: row[3],
                deliveries: (row[4] as String).split(separator: ",").compactMap { Int64($0) })
        }
    }
}
