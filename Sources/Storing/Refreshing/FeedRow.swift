// SPDX-License-Identifier: Apache-2.0
// The table `feed`: what polling taught, and how many entries came of it.

import GRDB
package import Model

/// A feed as the store knows it.
package struct FeedRow: Sendable, Hashable {
    /// The configured URL.
    package let url: String
    package let state: PollState
    /// How many entries are stored.
    package let entries: Int
    /// When the last new entry was stored; `nil` where none ever was.
    package let lastNewEntry: Timestamp?
}

extension FeedRow {
    /// In the order that `init(_:)` expects.
    static let columns =
        """
        url, next_poll, reason, last_poll, last_success, failures, is_gone, not_before, etag, last_modified, \
        body_hash, title, last_error, address, move_target, move_polls, entries, last_new
        """ + RhythmColumns.names.map { ", " + $0 }.joined()

    /// Reads a row that begins with `columns`.
    init(_ row: Row) {
        url = row[0]
        var state = PollState(
            nextPoll: Timestamp(row[1]), lastPoll: Timestamp(row[3]), lastSuccess: Timestamp(row[4]),
            failures: row[5], lastError: row[12], validators: Validators(etag: row[8], lastModified: row[9]),
            bodyHash: row[10], title: row[11], isGone: row[6], notBefore: Timestamp(row[7]), address: row[13],
            move: FeedRow.move(target: row[14], polls: row[15]))
        RhythmColumns.read(row, from: 18, into: &state)
        self.state = state
        entries = row[16]
        lastNewEntry = Timestamp(row[17])
    }

    private static func move(target: String?, polls: Int?) -> Move? {
        guard let target, let polls else { return nil }
        return Move(target: target, polls: polls)
    }

    /// `nil` for a feed that is not registered.
    static func row(of url: String, in db: Database) throws -> Int64? {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT id FROM feed WHERE url = ?"), arguments: [url])
    }

    /// The row of a feed, which is made where there is none.
    static func register(_ url: String, in db: Database) throws -> Int64 {
        if let row = try row(of: url, in: db) { return row }
        let insert = try db.cachedStatement(
            sql: "INSERT INTO feed (url, reason, failures, is_gone) VALUES (?, ?, 0, 0)")
        try insert.execute(arguments: [url, PollState().reason])
        return db.lastInsertedRowID
    }

    /// The parameters are those of `update(_:to:newEntries:at:by:)`.
    static let update =
        """
        UPDATE feed SET next_poll = ?, reason = ?, last_poll = ?, last_success = ?, failures = ?, is_gone = ?, \
        not_before = ?, etag = ?, last_modified = ?, body_hash = ?, title = ?, last_error = ?, address = ?, \
        move_target = ?, move_polls = ?, entries = entries + ?, last_new = coalesce(?, last_new)
        """ + RhythmColumns.names.map { ", \($0) = ?" }.joined() + " WHERE id = ?"

    /// Puts `state` into row `row`; `statement` is `update`.
    static func update(
        _ row: Int64, to state: PollState, newEntries: Int, at moment: Timestamp, by statement: BoundStatement
    ) throws {
        try statement.run { values in
            values.add(state.nextPoll?.seconds)
            values.add(state.reason)
            values.add(state.lastPoll?.seconds)
            values.add(state.lastSuccess?.seconds)
            values.add(Int64(state.failures))
            values.add(state.isGone)
            values.add(state.notBefore?.seconds)
            values.add(state.validators.etag)
            values.add(state.validators.lastModified)
            values.add(state.bodyHash)
            values.add(state.title)
            values.add(state.lastError)
            values.add(state.address)
            values.add(state.move?.target)
            values.add(state.move.map { Int64($0.polls) })
            values.add(Int64(newEntries))
            values.add(newEntries > 0 ? moment.seconds : nil)
            RhythmColumns.add(state, to: &values)
            values.add(row)
        }
    }
}

extension Store {
    /// The poll states of `feeds` by configured URL. Feeds not seen before are registered and never polled.
    package func pollStates(of feeds: [Feed]) throws(StoreError) -> [String: PollState] {
        let wanted = Set(feeds.map(\.url))
        let (states, rows) = try write("read poll states") { db in
            var (states, rows): ([String: PollState], [String: Int64]) = ([:], [:])
            let cursor = try Row.fetchCursor(db, sql: "SELECT \(FeedRow.columns), id FROM feed")
            while let row = try cursor.next() {
                let feed = FeedRow(row)
                guard wanted.contains(feed.url) else { continue }
                rows[feed.url] = row["id"]
                states[feed.url] = feed.state
            }
            for url in feeds.lazy.map(\.url) where rows[url] == nil {
                rows[url] = try FeedRow.register(url, in: db)
                states[url] = PollState()
            }
            return (states, rows)
        }
        feedRows.merge(rows) { $1 }
        return states
    }
}
