// SPDX-License-Identifier: Apache-2.0
// From an entry that matched to its story, the alerts nobody had yet, and a place in the outbox for each sink.

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

    /// Returns the alerts that were made.
    func write(placing: Placing) throws -> [Alert] {
        let stories = StoryRow(db)
        let proposed = try stories.unusedID(feed: refresh.feed, entry: fresh.entry.entry, row: entry)
        let story =
            switch placing(fresh, refresh.feed, refresh.at, proposed) {
            case .opens: proposed
            case .joins(let known): known
            }
        let outlets = try stories.add(entry, of: feed, to: story, at: refresh.at)
        return try tell(in: story, outlets: outlets)
    }

    /// Makes the alerts of an entry that is in its story already.
    func tell(in story: String, outlets: Int) throws -> [Alert] {
        guard fresh.isTold else { return [] }
        return try fresh.drafts.compactMap { try tell($0, story: story, outlets: outlets) }
    }

    /// One alert per topic and story. `nil` where it was told before.
    private func tell(_ draft: DraftAlert, story: String, outlets: Int) throws -> Alert? {
        if try isTold(story, to: draft.topic) { return nil }
        let alert = alert(draft, story: story, outlets: outlets)
        try AlertRow.insert(alert, entry: entry, for: draft.sinks, in: db)
        return alert
    }

    /// Each of the two has an index of its own.
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
            id: AlertRow.id(kind, of: story, for: draft.topic, revision: 1), kind: kind, topic: draft.topic,
            score: draft.score, title: entry.title, url: entry.url.flatMap(HarmlessLink.of), entryID: entry.id,
            feed: refresh.feed,
            feedTitle: draft.feedTitle, published: entry.published, seen: refresh.at, language: entry.language,
            storyID: story, outlets: outlets, priority: draft.priority, why: draft.why)
    }
}
