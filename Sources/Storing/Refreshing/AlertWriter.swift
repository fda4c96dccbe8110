// SPDX-License-Identifier: Apache-2.0
// From an entry that matched to its story, and the alerts nobody had yet.

import GRDB
import Model
import Wording

/// Writes what follows from one fresh entry with drafts.
struct AlertWriter {
    private let db: Database
    private let entry: Int64
    private let fresh: FreshEntry
    private let feed: Int64
    private let refresh: Refresh
    private let kind: Alert.Kind

    /// `kind` is `updated` for an entry that matches only since it was edited.
    init(
        _ db: Database, entry: Int64, fresh: FreshEntry, feed: Int64, refresh: Refresh, kind: Alert.Kind = .new
    ) {
        self.db = db
        self.entry = entry
        self.fresh = fresh
        self.feed = feed
        self.refresh = refresh
        self.kind = kind
    }

    /// Counts the alerts that were made in `summary`.
    func write(placing: Placing, _ summary: inout CommitSummary) throws {
        let stories = StoryRow(db)
        let proposed = try stories.unusedID(feed: refresh.feed, entry: fresh.entry.entry, row: entry)
        let story =
            switch placing(fresh, refresh.feed, refresh.at, proposed) {
            case .opens: proposed
            case .joins(let known): known
            }
        let outlets = try stories.add(entry, of: feed, to: story, at: refresh.at)
        try tell(in: story, outlets: outlets, &summary)
    }

    /// Makes the alerts of an entry that is in its story already.
    func tell(in story: String, outlets: Int, _ summary: inout CommitSummary) throws {
        guard fresh.isTold else { return }
        for draft in fresh.drafts {
            if try isTold(story, to: draft.topic) {
                try GrowthWriter(db, refresh: refresh).write(draft, story: story, outlets: outlets, &summary)
            } else {
                let alert = alert(draft, story: story, outlets: outlets)
                try AlertTeller(db, refresh).tell(alert, entry: entry, to: draft.sinks, &summary)
            }
        }
    }

    /// One alert per topic and story. Each of the two has an index of its own.
    private func isTold(_ story: String, to topic: String) throws -> Bool {
        let select = try db.cachedStatement(
            sql: """
                SELECT EXISTS (SELECT 1 FROM alert WHERE topic = ?1 AND story = ?2 AND kind = 'new')
                    OR EXISTS (SELECT 1 FROM alert WHERE topic = ?1 AND story = ?2 AND kind = 'updated')
                """)
        return try Bool.fetchOne(select, arguments: [topic, story]) ?? false
    }

    private func alert(_ draft: DraftAlert, story: String, outlets: Int) -> Alert {
        let entry = fresh.entry.entry
        return Alert(
            id: AlertRow.id(kind, of: story, for: draft.topic, part: kind == .updated ? "1" : nil), kind: kind,
            topic: draft.topic, score: draft.score, title: entry.title, url: entry.url.flatMap(HarmlessLink.of),
            entryID: entry.id,
            feed: refresh.feed, feedTitle: draft.feedTitle, published: entry.published, seen: refresh.at,
            language: entry.language, storyID: story, outlets: outlets, priority: draft.priority, why: draft.why)
    }
}
