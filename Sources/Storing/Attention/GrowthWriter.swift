// SPDX-License-Identifier: Apache-2.0
// A story that was told and that many outlets tell by now: `again_at` of its topic.

import GRDB
import Model

/// Writes `growing` alerts.
struct GrowthWriter {
    private let db: Database
    private let refresh: Refresh

    init(_ db: Database, refresh: Refresh) {
        self.db = db
        self.refresh = refresh
    }

    /// The story reached so many outlets by an entry that matches the topic of `draft`. One alert for each number that the
    /// topic asks for; of several that were passed at once, for the highest. A story that is still held is told by itself
    /// first.
    func write(_ draft: DraftAlert, story: String, outlets: Int, _ summary: inout CommitSummary) throws {
        guard let asked = refresh.attention[draft.topic]?.againAt.last(where: { $0 <= outlets }),
            let told = try told(story, to: draft.topic), told.alert.outlets < asked
        else { return }
        let id = AlertRow.id(.growing, of: story, for: draft.topic, part: "\(asked)")
        guard try !exists(id) else { return }
        let alert = told.alert.grown(id: id, outlets: outlets, priority: draft.priority, at: refresh.at)
        try AlertTeller(db, refresh).tell(alert, entry: told.entry, to: draft.sinks, &summary)
    }

    /// The first alert of the story, unless it still waits.
    private func told(_ story: String, to topic: String) throws -> (alert: Alert, entry: Int64)? {
        let select = try db.cachedStatement(
            sql: """
                SELECT entry, \(AlertRow.columns) FROM alert
                WHERE topic = ?1 AND story = ?2 AND kind IN ('new', 'updated')
                    AND entry IN (SELECT entry FROM story_entry WHERE story = ?2)
                    AND NOT EXISTS (SELECT 1 FROM held WHERE held.alert = alert.id)
                ORDER BY id LIMIT 1
                """)
        return try Row.fetchOne(select, arguments: [topic, story]).map { row in
            (try AlertRow.alert(in: row, from: 1), row[0])
        }
    }

    private func exists(_ id: String) throws -> Bool {
        let select = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM alert WHERE alert_id = ?)")
        return try Bool.fetchOne(select, arguments: [id]) ?? false
    }
}

extension Alert {
    fileprivate func grown(id: String, outlets: Int, priority: Priority, at moment: Timestamp) -> Alert {
        Alert(
            id: id, kind: .growing, topic: topic, score: score, title: title, url: url, entryID: entryID, feed: feed,
            feedTitle: feedTitle, published: published, seen: moment, language: language, storyID: storyID,
            outlets: outlets, priority: priority, why: why)
    }
}
