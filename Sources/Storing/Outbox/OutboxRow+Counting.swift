// SPDX-License-Identifier: Apache-2.0
// Questions about the outbox that cost the same whatever was delivered before: each walks an index of what waits, or of
// what was given up.

import GRDB
import Model

extension OutboxRow {
    /// The first deliveries of a sink that began to wait before `moment`, as long as no younger one stands before them;
    /// all of them where it is `nil`.
    static func queued(
        before moment: Timestamp?, for sink: String, limit: Int, in db: Database
    ) throws -> [Int64] {
        let select = try db.cachedStatement(
            sql: """
                SELECT delivery.id, coalesce(delivery.queued_at, alert.seen)
                FROM delivery JOIN alert ON alert.id = delivery.alert
                WHERE delivery.sink = ? AND delivery.ended_at IS NULL ORDER BY delivery.id LIMIT ?
                """)
        let rows = try Row.fetchCursor(select, arguments: [sink, limit])
        let end = moment?.seconds ?? .max
        var found: [Int64] = []
        while let row = try rows.next(), (row[1] as Int64) < end { found.append(row[0]) }
        return found
    }

    static func waitingCount(of sink: String, in db: Database) throws -> Int {
        let count = try db.cachedStatement(
            sql: "SELECT count(*) FROM delivery WHERE sink = ? AND ended_at IS NULL")
        return try Int.fetchOne(count, arguments: [sink]) ?? 0
    }

    static func count(of sink: String, endedAs ending: DeliveryEnding, in db: Database) throws -> Int {
        let count = try db.cachedStatement(
            sql: "SELECT count(*) FROM delivery WHERE sink = ? AND ending = ? AND ending > 0")
        return try Int.fetchOne(count, arguments: [sink, ending.rawValue]) ?? 0
    }

    /// The sinks for which something waits, by name.
    static func waitingSinks(in db: Database) throws -> [String] {
        try names(where: "ended_at IS NULL", in: db)
    }

    /// The sinks for which something waits or was given up, by name.
    static func unsettledSinks(in db: Database) throws -> [String] {
        Set(try waitingSinks(in: db) + names(where: "ending > 0", in: db)).sorted()
    }

    /// Goes from one name to the next, where DISTINCT would look at each row (https://sqlite.org/optoverview.html,
    /// skip-scan).
    private static func names(where condition: String, in db: Database) throws -> [String] {
        let select = try db.cachedStatement(
            sql: """
                WITH RECURSIVE name (sink) AS (
                    SELECT min(sink) FROM delivery WHERE \(condition)
                    UNION ALL
                    SELECT (SELECT min(sink) FROM delivery WHERE \(condition) AND sink > name.sink)
                    FROM name WHERE name.sink IS NOT NULL)
                SELECT sink FROM name WHERE sink IS NOT NULL
                """)
        return try String.fetchAll(select)
    }
}
