// SPDX-License-Identifier: Apache-2.0
// Alerts of entries that were stored long ago: what a topic matches only since it was edited.

import GRDB
package import Model

extension Store {
    /// The entries in some rows, in the order of arrival; those that were pruned are missing.
    package func entries(inRows rows: [Int64]) throws(StoreError) -> [StoredEntry] {
        try read("read entries") { db in
            try Set(rows).sorted().compactMap { try StoredEntry.inRow($0, of: db) }
        }
    }

    /// Makes an alert of kind `new`, as of `moment`, for each story that its topic has not told yet; all of them or, where
    /// that fails, none. Returns those that are told: a second call with the same stories makes none. Rules of attention do not
    /// hold them back, since somebody asks for them now; a mute does.
    package func tell(_ stories: [LateStory], at moment: Timestamp) throws(StoreError) -> [Alert] {
        try write("tell of stored entries") { db in
            var summary = CommitSummary()
            for story in stories { try LateWriter(db: db, moment: moment).write(story, &summary) }
            return summary.alerts
        }
    }
}

/// Writes what follows from one story.
private struct LateWriter {
    let db: Database
    let moment: Timestamp

    func write(_ late: LateStory, _ summary: inout CommitSummary) throws {
        var story = try late.story.flatMap { try outlets(of: $0) == nil ? nil : $0 }
        for match in late.matches {
            guard let feed = try FeedRow.row(of: match.stored.feed, in: db) else { continue }
            let place = try place(match.stored, of: feed, in: story)
            story = story ?? place.story
            try writer(match, feed).tell(in: place.story, outlets: place.outlets, &summary)
        }
    }

    /// The story that the entry tells and its outlets: the one it is in, else `story`, else one of its own.
    private func place(
        _ stored: StoredEntry, of feed: Int64, in story: String?
    ) throws -> (story: String, outlets: Int) {
        let select = try db.cachedStatement(sql: "SELECT story FROM story_entry WHERE entry = ?")
        if let known = try String.fetchOne(select, arguments: [stored.row]) {
            return (known, try outlets(of: known) ?? 1)
        }
        let rows = StoryRow(db)
        let story = try story ?? rows.unusedID(feed: stored.feed, entry: stored.entry, row: stored.row)
        return (story, try rows.add(stored.row, of: feed, to: story, at: stored.seen))
    }

    private func outlets(of story: String) throws -> Int? {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT outlets FROM story WHERE id = ?"), arguments: [story])
    }

    private func writer(_ match: LateMatch, _ feed: Int64) -> AlertWriter {
        let fresh = FreshEntry(
            entry: KeyedEntry(entry: match.stored.entry, keys: []), furniture: match.stored.furniture,
            drafts: match.drafts)
        let refresh = Refresh(feed: match.stored.feed, state: PollState(), at: moment)
        return AlertWriter(db, entry: match.stored.row, fresh: fresh, feed: feed, refresh: refresh)
    }
}
