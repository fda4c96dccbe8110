// SPDX-License-Identifier: Apache-2.0
// What follows from a headline that was changed: the entry as it is now, and `updated` alerts.
//
// Told are those who were told by this entry: that its headline changed materially, or that it is corrected or withdrawn
// now, whether or not it still matches. And the topics of an entry that matched none before. Entries that were stored
// silently, and the other outlets of a story, stay silent.

import GRDB
import Model
import Wording

/// Writes what follows from one edited entry.
struct EditWriter {
    /// A page that is rewritten all day is told so often at most to each topic, after the first time.
    private static let mostRevisions = 3

    let db: Database
    let edit: EditedEntry
    let feed: Int64
    let refresh: Refresh

    /// Counts the alerts that were made in `summary`.
    func write(placing: Placing, _ summary: inout CommitSummary) throws {
        let told = try toldAlerts()
        let isKnown = try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT 1 FROM story_entry WHERE entry = ?"), arguments: [edit.row])
        guard let old = try stored() else { return }
        try replaceTexts(of: old)
        if isKnown == nil { return try tellNewMatches(placing: placing, &summary) }
        for alert in told { try tell(alert, &summary) }
    }

    /// `nil` where the entry was pruned meanwhile.
    private func stored() throws -> Entry? {
        let select = try db.cachedStatement(sql: "SELECT \(EntryRow.columns) FROM entry WHERE id = ?")
        return try Row.fetchOne(select, arguments: [edit.row]).map { EntryRow.entry(in: $0, from: 0) }
    }

    /// In the table and, where the entry is in it already, in the search index.
    private func replaceTexts(of old: Entry) throws {
        try EntryRow.replaceTexts(of: edit.row, by: edit.entry, in: db)
        try FurnitureRow.delete(entry: edit.row, in: db)
        try FurnitureRow.insert(edit.furniture, entry: edit.row, in: db)
        guard edit.row <= (try Setting.indexedEntry.read(in: db) ?? 0), let new = try stored() else { return }
        var index = try SearchIndex(db)
        try index.remove(old, row: edit.row)
        try index.add(new, row: edit.row)
    }

    /// The alerts that this entry made, the first of each topic.
    private func toldAlerts() throws -> [(row: Int64, alert: Alert)] {
        let select = try db.cachedStatement(
            sql: "SELECT id, \(AlertRow.columns) FROM alert WHERE entry = ? ORDER BY id")
        let alerts = try Row.fetchAll(select, arguments: [edit.row]).map { row in
            (row: row[0] as Int64, alert: try AlertRow.alert(in: row, from: 1))
        }
        var topics: Set<String> = []
        return alerts.filter { topics.insert($0.alert.topic).inserted }
    }

    /// The same alert under the headline of now, where there is something to tell.
    private func tell(_ told: (row: Int64, alert: Alert), _ summary: inout CommitSummary) throws {
        let draft = edit.drafts.first { $0.topic == told.alert.topic }
        guard edit.change == .notice || (edit.change == .material && draft != nil) else { return }
        let revision = try revisions(of: told.alert) + 1
        guard revision <= Self.mostRevisions else { return }
        let alert = updated(told.alert, draft: draft, revision: revision)
        let sinks = try draft?.sinks ?? sinks(of: told.row)
        try AlertTeller(db, refresh).tell(alert, entry: edit.row, to: sinks, &summary)
    }

    private func revisions(of alert: Alert) throws -> Int {
        let count = try db.cachedStatement(
            sql: "SELECT count(*) FROM alert WHERE topic = ? AND story = ? AND kind = 'updated'")
        return try Int.fetchOne(count, arguments: [alert.topic, alert.storyID]) ?? 0
    }

    /// Those of the alert or of the digest it was told by; of one that waits, those that it was made for.
    private func sinks(of alert: Int64) throws -> [String] {
        let select = try db.cachedStatement(
            sql: """
                SELECT sink FROM delivery
                WHERE alert = coalesce((SELECT carrier FROM carried WHERE carried.alert = ?1), ?1) ORDER BY id
                """)
        let sinks = try String.fetchAll(select, arguments: [alert])
        return try sinks.isEmpty ? HeldRow.sinks(of: alert, in: db) : sinks
    }

    /// An entry that matched nothing before is placed now.
    private func tellNewMatches(placing: Placing, _ summary: inout CommitSummary) throws {
        guard !edit.drafts.isEmpty else { return }
        let fresh = FreshEntry(
            entry: KeyedEntry(entry: edit.entry, keys: []), furniture: edit.furniture, drafts: edit.drafts)
        let alerts = AlertWriter(db, entry: edit.row, fresh: fresh, feed: feed, refresh: refresh, kind: .updated)
        try alerts.write(placing: placing, &summary)
    }

    private func updated(_ old: Alert, draft: DraftAlert?, revision: Int) -> Alert {
        let entry = edit.entry
        return Alert(
            id: AlertRow.id(.updated, of: old.storyID, for: old.topic, part: "\(revision)"), kind: .updated,
            topic: old.topic, score: draft?.score ?? old.score, title: entry.title,
            url: entry.url.flatMap(HarmlessLink.of), entryID: entry.id,
            feed: old.feed, feedTitle: draft?.feedTitle ?? old.feedTitle, published: entry.published,
            seen: refresh.at, language: entry.language, storyID: old.storyID, outlets: old.outlets,
            priority: draft?.priority ?? old.priority, why: draft?.why ?? old.why)
    }
}
