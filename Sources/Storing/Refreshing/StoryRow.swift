// SPDX-License-Identifier: Apache-2.0
// The tables `story` and `story_entry`: which entries tell an event, and in how many feeds.

import GRDB
package import Model

/// Statements over stories.
struct StoryRow {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// The id of a story that `entry` would open: from the feed and the entry's id, URL or title.
    ///
    /// A feed may give one id to all its entries: where the id is taken, title and date are added, and then the entry's
    /// `row`, which no other has, because two stories under one id would be told as one.
    func unusedID(feed: String, entry: Entry, row: Int64) throws -> String {
        let exists = try db.cachedStatement(sql: "SELECT 1 FROM story WHERE id = ?")
        var parts = [feed, entry.id ?? entry.url ?? entry.title]
        var id = ShortHash.hexadecimal(parts)
        for more in [[entry.title, entry.published.map { "\($0.seconds)" } ?? ""], ["\(row)"], ["again"]] {
            guard try Bool.fetchOne(exists, arguments: [id]) != nil else { break }
            parts += more
            id = ShortHash.hexadecimal(parts)
        }
        return id
    }

    /// Notes that `entry` tells `story`, which is opened where it is not known. Returns the number of its outlets.
    func add(_ entry: Int64, of feed: Int64, to story: String, at moment: Timestamp) throws -> Int {
        let isNewOutlet = try !isTold(story, by: feed)
        try db.cachedStatement(sql: "INSERT INTO story_entry VALUES (?, ?, ?, ?)")
            .execute(arguments: [entry, story, feed, moment.seconds])
        let raise = try db.cachedStatement(
            sql: """
                INSERT INTO story VALUES (?1, ?2, 1)
                ON CONFLICT (id) DO UPDATE SET outlets = outlets + ?3 RETURNING outlets
                """)
        return try Int.fetchOne(raise, arguments: [story, moment.seconds, isNewOutlet ? 1 : 0]) ?? 1
    }

    private func isTold(_ story: String, by feed: Int64) throws -> Bool {
        let select = try db.cachedStatement(sql: "SELECT 1 FROM story_entry WHERE story = ? AND feed = ? LIMIT 1")
        return try Bool.fetchOne(select, arguments: [story, feed]) != nil
    }
}

extension Store {
    /// Visits the newest `limit` entries that matched a topic since `moment`, in arrival order, with story and feed: what
    /// grouping must know after a start. One entry is in memory at a time.
    package func visitMatchedEntries(
        since moment: Timestamp, limit: Int,
        _ visit: (_ story: String, _ feed: String, _ at: Timestamp, _ entry: Entry) -> Void
    ) throws(StoreError) {
        try read("read the entries of stories") { db in
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT newest.story, feed.url, newest.at, \(FurnitureRow.columns), \(EntryRow.columns)
                    FROM (SELECT * FROM story_entry WHERE at >= ? ORDER BY entry DESC LIMIT ?) AS newest
                    JOIN entry ON entry.id = newest.entry JOIN feed ON feed.id = newest.feed \(FurnitureRow.join)
                    ORDER BY newest.entry
                    """,
                arguments: [moment.seconds, limit])
            while let row = try cursor.next() {
                let entry = EntryRow.entry(in: row, from: 5).without(FurnitureRow.furniture(in: row, from: 3))
                visit(row[0], row[1], Timestamp(seconds: row[2]), entry)
            }
        }
    }
}
