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
        alert.why
        """

    private static let insert = """
        INSERT INTO alert (alert_id, kind, topic, story, score, title, url, entry_id, feed, feed_title, published, \
        seen, language, outlets, priority, why, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// Inserts an alert and its place in the outbox of each of `sinks`. Alerts are numbered in the order in which they were
    /// made.
    static func insert(_ alert: Alert, entry: Int64, for sinks: [String], in db: Database) throws {
        try db.cachedStatement(sql: insert).execute(arguments: [
            alert.id, alert.kind.rawValue, alert.topic, alert.storyID, alert.score, alert.title, alert.url,
            alert.entryID, alert.feed, alert.feedTitle, alert.published?.seconds, alert.seen.seconds, alert.language,
            alert.outlets, alert.priority.rawValue, try json(alert.why), entry,
        ])
        let row = db.lastInsertedRowID
        let deliver = try db.cachedStatement(sql: "INSERT OR IGNORE INTO delivery (alert, sink) VALUES (?, ?)")
        for sink in sinks { try deliver.execute(arguments: [row, sink]) }
    }

    /// The same alert has the same id for ever. `revision` counts the `updated` alerts of a topic and story from 1.
    static func id(_ kind: Alert.Kind, of story: String, for topic: String, revision: Int) -> String {
        ShortHash.hexadecimal([topic, story, kind.rawValue] + (kind == .updated ? ["\(revision)"] : []))
    }

    /// Reads `columns`, of which the first is at index `start`.
    static func alert(in row: Row, from start: Int) throws -> Alert {
        Alert(
            id: row[start], kind: Alert.Kind(rawValue: row[start + 1]) ?? .new, topic: row[start + 2],
            score: row[start + 4], title: row[start + 5], url: row[start + 6], entryID: row[start + 7],
            feed: row[start + 8], feedTitle: row[start + 9], published: Timestamp(row[start + 10]),
            seen: Timestamp(seconds: row[start + 11]), language: row[start + 12], storyID: row[start + 3],
            outlets: row[start + 13], priority: Priority(rawValue: row[start + 14]) ?? .notice,
            why: try JSONDecoder().decode([Reason].self, from: Data((row[start + 15] as String).utf8)))
    }

    private static func json(_ why: [Reason]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(why), as: UTF8.self)
    }
}
