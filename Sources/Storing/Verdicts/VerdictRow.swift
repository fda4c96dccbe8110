// SPDX-License-Identifier: Apache-2.0
// The table `verdict`. It holds a copy of what was judged: retention forgets entries, and what a person took the trouble to
// say of one must not go with it.

import GRDB
import Model

/// Columns of `verdict`.
enum VerdictRow {
    /// How many bytes of title, summary and content are copied.
    private static let textLimit = 16 << 10

    private static let insert = """
        INSERT INTO verdict (entry, topic, is_relevant, at, alert_id, feed, entry_id, title, url, summary, content, author,
            categories, published, updated, language)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    private static let select = """
        SELECT entry, topic, is_relevant, at, alert_id, feed, entry_id, title, url, summary, content, author, categories,
            published, updated, language FROM verdict
        """

    /// Verdicts in the order in which they were said; `condition` may ask for some.
    static func verdicts(
        where condition: String = "TRUE", _ arguments: StatementArguments = [], in db: Database
    ) throws -> [StoredVerdict] {
        try Row.fetchAll(db, sql: "\(select) WHERE \(condition) ORDER BY at, entry, topic", arguments: arguments).map {
            StoredVerdict(
                row: $0[0], topic: $0[1], isRelevant: $0[2], at: Timestamp(seconds: $0[3]), alert: $0[4], feed: $0[5],
                entry: EntryRow.entry(in: $0, from: 6))
        }
    }

    static func insert(_ verdict: StoredVerdict, in db: Database) throws {
        let entry = verdict.entry
        let texts = entry.texts(within: textLimit)
        try db.execute(
            sql: insert,
            arguments: [
                verdict.row, verdict.topic, verdict.isRelevant, verdict.at.seconds, verdict.alert, verdict.feed,
                entry.id, texts.title, entry.url, texts.summary, texts.content, entry.author,
                Categories.joined(entry.categories), entry.published?.seconds, entry.updated?.seconds, entry.language,
            ])
    }

    static func delete(entry: Int64, topic: String, in db: Database) throws {
        try db.execute(sql: "DELETE FROM verdict WHERE entry = ? AND topic = ?", arguments: [entry, topic])
    }
}
