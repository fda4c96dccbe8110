// SPDX-License-Identifier: Apache-2.0
// Writes one refresh after another within a transaction, by statements that are prepared once.

import GRDB
import Model

/// The writer of one transaction.
struct RefreshWriter {
    private(set) var nextEntry: Int64
    private(set) var feedRows: [String: Int64]

    private let db: Database
    private let insertEntry: Statement
    private let insertKey: Statement
    private let updateKey: Statement

    init(_ db: Database, nextEntry: Int64, feedRows: [String: Int64]) throws {
        self.db = db
        self.nextEntry = nextEntry
        self.feedRows = feedRows
        insertEntry = try db.cachedStatement(sql: EntryRow.insert)
        // A key that is there already keeps its first owner.
        insertKey = try db.cachedStatement(sql: "INSERT OR IGNORE INTO entry_key VALUES (?, ?, ?)")
        updateKey = try db.cachedStatement(sql: "INSERT OR REPLACE INTO entry_key VALUES (?, ?, ?)")
    }

    mutating func write(_ refresh: Refresh, placing: Placing) throws -> CommitSummary {
        var summary = CommitSummary()
        let feed = try row(of: refresh.feed)
        for fresh in refresh.fresh {
            let entry = try add(fresh.entry, to: feed, at: refresh.at)
            summary.newEntries += 1
            guard !fresh.drafts.isEmpty else { continue }
            var alerts = AlertWriter(db, entry: entry, fresh: fresh, feed: feed, refresh: refresh)
            summary.alerts += try alerts.write(placing: placing)
        }
        for known in refresh.knownKeys {
            try updateKey.execute(arguments: [feed, known.key.hash, known.owner])
        }
        try FeedRow.update(
            feed, to: refresh.state, newEntries: summary.newEntries, at: refresh.at, in: db)
        return summary
    }

    private mutating func add(_ keyed: KeyedEntry, to feed: Int64, at moment: Timestamp) throws -> Int64 {
        let row = nextEntry
        nextEntry += 1
        try insertEntry.execute(arguments: EntryRow.arguments(keyed.entry, row: row, feed: feed, seen: moment))
        for key in keyed.keys {
            try insertKey.execute(arguments: [feed, key.hash, row])
        }
        return row
    }

    private mutating func row(of url: String) throws -> Int64 {
        if let row = feedRows[url] { return row }
        let row = try FeedRow.register(url, in: db)
        feedRows[url] = row
        return row
    }
}
