// SPDX-License-Identifier: Apache-2.0
// From an entry that matched to its story, the alerts nobody had yet, and a place in the outbox for each sink.

import GRDB
import Model

/// Writes what follows from one fresh entry with drafts.
struct AlertWriter {
    private let db: Database
    private let entry: Int64
    private let fresh: FreshEntry
    private let feed: Int64
    private let refresh: Refresh

    init(_ db: Database, entry: Int64, fresh: FreshEntry, feed: Int64, refresh: Refresh) {
        self.db = db
        self.entry = entry
        self.fresh = fresh
        self.feed = feed
        self.refresh = refresh
    }

    /// Returns the alerts that were made.
    mutating func write(placing: Placing) throws -> [Alert] {
        let stories = StoryRow(db)
        let proposed = try stories.unusedID(feed: refresh.feed, entry: fresh.entry.entry)
        let story =
            switch placing(fresh, refresh.feed, refresh.at, proposed) {
            case .opens: proposed
            case .joins(let known): known
            }
        let outlets = try stories.add(entry, of: feed, to: story, at: refresh.at)
        guard fresh.isTold else { return [] }
        return try fresh.drafts.compactMap { try tell($0, story: story, outlets: outlets) }
    }

    /// One `new` alert per topic and story. `nil` where it was told before.
    private func tell(_ draft: DraftAlert, story: String, outlets: Int) throws -> Alert? {
        let told = try db.cachedStatement(
            sql: "SELECT 1 FROM alert WHERE topic = ? AND story = ? AND kind = 'new'")
        if try Bool.fetchOne(told, arguments: [draft.topic, story]) != nil { return nil }
        let alert = alert(draft, story: story, outlets: outlets)
        let row = try AlertRow.insert(alert, entry: entry, in: db)
        let deliver = try db.cachedStatement(sql: "INSERT OR IGNORE INTO delivery (alert, sink) VALUES (?, ?)")
        for sink in draft.sinks {
            try deliver.execute(arguments: [row, sink])
        }
        return alert
    }

    private func alert(_ draft: DraftAlert, story: String, outlets: Int) -> Alert {
        let entry = fresh.entry.entry
        return Alert(
            id: ShortHash.hexadecimal([draft.topic, story, Alert.Kind.new.rawValue]), kind: .new, topic: draft.topic,
            score: draft.score, title: entry.title, url: entry.url, entryID: entry.id, feed: refresh.feed,
            feedTitle: draft.feedTitle, published: entry.published, seen: refresh.at, language: entry.language,
            storyID: story, outlets: outlets, priority: draft.priority, why: draft.why)
    }
}
