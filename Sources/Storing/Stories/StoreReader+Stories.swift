// SPDX-License-Identifier: Apache-2.0
// Stories for those who look: what was told by whom, and which alerts came of it.

import GRDB
package import Model

/// A story with what `stories list` says of it.
package struct StoredStory: Sendable, Hashable {
    package let story: Story
    /// When its last telling was first seen; that of the story where its entries are gone.
    package let lastSeen: Timestamp
    /// That of the oldest entry left; `nil` where none is.
    package let title: String?
    /// The topics that were told of it, in order of their names.
    package let topics: [String]
}

extension StoreReader {
    /// Stories first seen at or after `since`, newest first, at most `limit`, told by at least `outlets` feeds, of one
    /// topic or all.
    package func stories(
        limit: Int, outlets: Int = 1, topic: String? = nil, since: Timestamp? = nil
    ) throws(StoreError) -> [StoredStory] {
        try stories(
            "read stories",
            where: """
                outlets >= ?1 AND first_seen >= ?2 AND (?3 IS NULL
                    OR EXISTS (SELECT 1 FROM alert WHERE topic = ?3 AND alert.story = story.id AND kind = 'new')
                    OR EXISTS (SELECT 1 FROM alert WHERE topic = ?3 AND alert.story = story.id AND kind = 'updated'))
                ORDER BY first_seen DESC, id LIMIT ?4
                """,
            [outlets, since?.seconds ?? .min, topic, limit])
    }

    /// The stories whose id is `id` or begins with it, at most two: more than one means that the beginning is not
    /// enough.
    package func stories(idPrefix id: String) throws(StoreError) -> [StoredStory] {
        let prefix = id.lowercased()
        guard !prefix.isEmpty else { return [] }
        return try stories("read a story", where: "id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT 2", [prefix])
    }

    /// The entries that tell the story with this id, in arrival order; those that were pruned are missing.
    package func tellings(of story: String) throws(StoreError) -> [StoredEntry] {
        try read("read a story's entries") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(StoredEntry.columns) \(StoredEntry.tables)
                    JOIN story_entry ON story_entry.entry = entry.id WHERE story_entry.story = ? ORDER BY entry.id
                    """,
                arguments: [story]
            ).map(StoredEntry.init)
        }
    }

    /// The alerts that were made of the story with this id, oldest first.
    package func alerts(ofStory story: String) throws(StoreError) -> [StoredAlert] {
        try read("read a story's alerts") { db in
            try Row.fetchAll(
                db,
                sql: """
                    \(StoredAlert.select)
                    WHERE alert.entry IN (SELECT entry FROM story_entry WHERE story = ?) ORDER BY alert.id
                    """,
                arguments: [story]
            ).map(StoredAlert.init)
        }
    }

    private func stories(
        _ operation: String, where condition: String, _ arguments: [(any DatabaseValueConvertible)?]
    ) throws(StoreError) -> [StoredStory] {
        try read(operation) { db in
            let sql = "SELECT id, first_seen, outlets FROM story WHERE \(condition)"
            return try Row.fetchAll(db, sql: sql, arguments: StatementArguments(arguments)).map { row in
                let story = Story(id: row[0], firstSeen: Timestamp(seconds: row[1]), outlets: row[2])
                return try StoredStory(story, in: db)
            }
        }
    }
}

extension StoredStory {
    /// Alerts are found by their entries, which have an index, and are never pruned.
    private static let topics = """
        SELECT DISTINCT topic FROM alert WHERE entry IN (SELECT entry FROM story_entry WHERE story = ?) ORDER BY topic
        """
    private static let details = """
        SELECT max(at), (SELECT title FROM entry WHERE id = (SELECT min(entry) FROM story_entry WHERE story = ?1))
        FROM story_entry WHERE story = ?1
        """

    fileprivate init(_ story: Story, in db: Database) throws {
        let details = try Row.fetchOne(db.cachedStatement(sql: Self.details), arguments: [story.id])
        self.init(
            story: story, lastSeen: Timestamp(details?[0] as Int64?) ?? story.firstSeen, title: details?[1],
            topics: try String.fetchAll(db.cachedStatement(sql: Self.topics), arguments: [story.id]))
    }
}
