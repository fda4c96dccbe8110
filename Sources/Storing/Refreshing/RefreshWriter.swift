// SPDX-License-Identifier: Apache-2.0
// Writes one refresh after another within a transaction, by statements that are prepared once.

import GRDB
import Model

/// The writer of one transaction.
struct RefreshWriter {
    private(set) var nextEntry: Int64
    private(set) var feedRows: [String: Int64]

    private let db: Database
    private let insertEntry: BoundStatement
    private let insertKey: BoundStatement
    private let updateKey: BoundStatement
    private let updateFeed: BoundStatement

    init(_ db: Database, nextEntry: Int64, feedRows: [String: Int64]) throws {
        self.db = db
        self.nextEntry = nextEntry
        self.feedRows = feedRows
        insertEntry = try BoundStatement(db, sql: EntryRow.insert)
        // A key that is there already keeps its first owner.
        insertKey = try BoundStatement(db, sql: "INSERT OR IGNORE INTO entry_key VALUES (?, ?, ?)")
        updateKey = try BoundStatement(db, sql: "INSERT OR REPLACE INTO entry_key VALUES (?, ?, ?)")
        updateFeed = try BoundStatement(db, sql: FeedRow.update)
    }

    mutating func write(_ refresh: Refresh, placing: Placing) throws -> CommitSummary {
        var summary = CommitSummary()
        let feed = try row(of: refresh.feed)
        for fresh in refresh.fresh {
            let entry = try add(fresh.entry, to: feed, at: refresh.at)
            try FurnitureRow.insert(fresh.furniture, entry: entry, in: db)
            summary.newEntries += 1
            guard !fresh.drafts.isEmpty else { continue }
            let alerts = AlertWriter(db, entry: entry, fresh: fresh, feed: feed, refresh: refresh)
            try alerts.write(placing: placing, &summary)
        }
        for known in refresh.knownKeys {
            try write(known.key, of: feed, owner: known.owner, by: updateKey)
        }
        for edit in refresh.edits {
            try EditWriter(db: db, edit: edit, feed: feed, refresh: refresh).write(placing: placing, &summary)
        }
        if let memory = refresh.memory { try MemoryRow.replace(memory, feed: feed, in: db) }
        try FeedRow.update(
            feed, to: refresh.state, newEntries: summary.newEntries, at: refresh.at, by: updateFeed)
        return summary
    }

    private mutating func add(_ keyed: KeyedEntry, to feed: Int64, at moment: Timestamp) throws -> Int64 {
        let row = nextEntry
        nextEntry += 1
        try EntryRow.insert(keyed.entry, as: row, of: feed, seen: moment, by: insertEntry)
        for key in keyed.keys { try write(key, of: feed, owner: row, by: insertKey) }
        return row
    }

    private func write(_ key: EntryKey, of feed: Int64, owner: Int64, by statement: BoundStatement) throws {
        try statement.run { values in
            values.add(feed)
            values.add(key.hash)
            values.add(owner)
        }
    }

    private mutating func row(of url: String) throws -> Int64 {
        if let row = feedRows[url] { return row }
        let row = try FeedRow.register(url, in: db)
        feedRows[url] = row
        return row
    }
}
