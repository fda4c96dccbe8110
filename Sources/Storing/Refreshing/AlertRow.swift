// SPDX-License-Identifier: Apache-2.0
// The table `alert`: everything of an alert, so that it outlives its entry.

import Foundation
import GRDB
import Model

/// Columns of `alert`.
enum AlertRow {
    /// In the order that `alert(in:from:)` expects.
    static let columns = """
        alert.alert_id, alert.kind, alert.topic, alert.story, alert.score, alert.title, alert.url, alert.entry_id, \
        alert.feed, alert.feed_title, alert.published, alert.seen, alert.language, alert.outlets, alert.priority, \
        alert.why, alert.carried
        """

    private static let insert = """
        INSERT INTO alert (alert_id, kind, topic, story, score, title, url, entry_id, feed, feed_title, published, \
        seen, language, outlets, priority, why, carried, entry) \
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// Inserts an alert, which nobody is told of yet. Returns its row: alerts are numbered in the order in which they were
    /// made. `entry` is 0 for one of several stories.
    static func insert(_ alert: Alert, entry: Int64, in db: Database) throws -> Int64 {
        try db.cachedStatement(sql: insert).execute(arguments: [
            alert.id, alert.kind.rawValue, alert.topic, alert.storyID, alert.score, alert.title, alert.url,
            alert.entryID, alert.feed, alert.feedTitle, alert.published?.seconds, alert.seen.seconds, alert.language,
            alert.outlets, alert.priority.rawValue, try json(alert.why),
            try alert.carried.map(json), entry,
        ])
        return db.lastInsertedRowID
    }

    /// Gives an alert a place in the outbox of each of `sinks`; `moment` where it was made before.
    static func deliver(_ row: Int64, to sinks: [String], at moment: Timestamp? = nil, in db: Database) throws {
        let deliver = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO delivery (alert, sink, queued_at) VALUES (?, ?, ?)")
        for sink in sinks { try deliver.execute(arguments: [row, sink, moment?.seconds]) }
    }

    /// The same alert has the same id for ever. `part` tells alerts of one kind apart: the revision of an `updated` alert,
    /// from 1, the outlets of a `growing` one, the first alert that a digest carries; `nil` for a `new` one.
    static func id(_ kind: Alert.Kind, of story: String, for topic: String, part: String? = nil) -> String {
        ShortHash.hexadecimal([topic, story, kind.rawValue] + (part.map { [$0] } ?? []))
    }

    /// The alert in `row`, which exists.
    static func alert(_ row: Int64, in db: Database) throws -> Alert? {
        let select = try db.cachedStatement(sql: "SELECT \(columns) FROM alert WHERE id = ?")
        return try Row.fetchOne(select, arguments: [row]).map { try alert(in: $0, from: 0) }
    }

    /// Reads `columns`, of which the first is at index `start`.
    static func alert(in row: Row, from start: Int) throws -> Alert {
        Alert(
            id: row[start], kind: Alert.Kind(rawValue: row[start + 1]) ?? .new, topic: row[start + 2],
            score: row[start + 4], title: row[start + 5], url: row[start + 6], entryID: row[start + 7],
            feed: row[start + 8], feedTitle: row[start + 9], published: Timestamp(row[start + 10]),
            seen: Timestamp(seconds: row[start + 11]), language: row[start + 12], storyID: row[start + 3],
            outlets: row[start + 13], priority: Priority(rawValue: row[start + 14]) ?? .notice,
            why: try value(row[start + 15]), carried: try (row[start + 16] as String?).map(value))
    }

    private static func value<Value: Decodable>(_ json: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
