// SPDX-License-Identifier: Apache-2.0
// The tables, version by version. A version that was released is never edited: the next one changes it.

import GRDB

/// The schema's versions; `PRAGMA user_version` says which one a file has.
enum Schema {
    /// The statements that lead from version n to n + 1, at index n.
    private static let steps = [
        version1, version2, version3, version4, version5, version6, version7, version8, version9, version10,
        version11,
    ]

    static var version: Int { steps.count }

    static func version(of db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }

    /// Brings the file up to `version`, each step in a transaction of its own. Returns the version found.
    static func migrate(_ db: Database, path: String) throws -> Int {
        let found = try version(of: db)
        guard found <= version else { throw StoreError.newerSchema(path: path, found: found, known: version) }
        for step in found..<version {
            try db.inTransaction(.immediate) {
                try db.execute(sql: steps[step])
                try db.execute(sql: "PRAGMA user_version = \(step + 1)")
                return .commit
            }
        }
        return found
    }

    /// Times are whole seconds since 1970. Fixed columns stand before texts, so that counting and pruning never read
    /// the pages of a long text.
    ///
    /// `entry_key` is clustered by feed: a refresh then touches two or three pages of it, where keys in random order
    /// would touch one each. Its `entry` is 0 for a key that different entries share.
    private static let version1 = """
        CREATE TABLE feed (
            id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE,
            next_poll INTEGER, reason TEXT NOT NULL, last_poll INTEGER, last_success INTEGER,
            failures INTEGER NOT NULL, is_gone INTEGER NOT NULL, not_before INTEGER,
            etag TEXT, last_modified TEXT, body_hash TEXT, title TEXT, last_error TEXT,
            address TEXT, move_target TEXT, move_polls INTEGER,
            entries INTEGER NOT NULL DEFAULT 0, last_new INTEGER);
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY, feed INTEGER NOT NULL, seen INTEGER NOT NULL,
            published INTEGER, updated INTEGER, language TEXT, entry_id TEXT, url TEXT,
            title TEXT NOT NULL, author TEXT NOT NULL, categories TEXT NOT NULL,
            summary TEXT NOT NULL, content TEXT NOT NULL);
        CREATE TABLE entry_key (
            feed INTEGER NOT NULL, key INTEGER NOT NULL, entry INTEGER NOT NULL,
            PRIMARY KEY (feed, key)) WITHOUT ROWID;
        CREATE TABLE story (
            id TEXT PRIMARY KEY, first_seen INTEGER NOT NULL, outlets INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE story_entry (
            entry INTEGER PRIMARY KEY, story TEXT NOT NULL, feed INTEGER NOT NULL, at INTEGER NOT NULL);
        CREATE INDEX story_entry_outlet ON story_entry (story, feed);
        CREATE TABLE alert (
            id INTEGER PRIMARY KEY, alert_id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, topic TEXT NOT NULL,
            story TEXT NOT NULL, entry INTEGER NOT NULL, score REAL NOT NULL, title TEXT NOT NULL, url TEXT,
            entry_id TEXT, feed TEXT NOT NULL, feed_title TEXT NOT NULL, published INTEGER, seen INTEGER NOT NULL,
            language TEXT, outlets INTEGER NOT NULL, priority INTEGER NOT NULL, why TEXT NOT NULL);
        CREATE UNIQUE INDEX alert_new ON alert (topic, story) WHERE kind = 'new';
        CREATE INDEX alert_entry ON alert (entry);
        CREATE TABLE delivery (
            id INTEGER PRIMARY KEY, alert INTEGER NOT NULL REFERENCES alert (id), sink TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0, next_attempt INTEGER, last_error TEXT, delivered_at INTEGER,
            UNIQUE (alert, sink));
        CREATE INDEX delivery_waiting ON delivery (sink, id) WHERE delivered_at IS NULL;
        CREATE TABLE sink_append (
            sink TEXT PRIMARY KEY, inode INTEGER NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
            sha256 TEXT NOT NULL, deliveries TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        """

    /// Why the next poll is when it is, what the publisher says about polling, and the feed's rhythm.
    private static let version2 = [
        "decision TEXT", "ttl INTEGER", "update_base INTEGER", "skip_hours INTEGER NOT NULL DEFAULT 0",
        "skip_days INTEGER NOT NULL DEFAULT 0", "fresh_for INTEGER", "patience INTEGER",
        "arrivals REAL NOT NULL DEFAULT 0", "watched REAL NOT NULL DEFAULT 0", "peak REAL NOT NULL DEFAULT 0",
        "page INTEGER NOT NULL DEFAULT 0", "last_arrival INTEGER", "longest_pause REAL NOT NULL DEFAULT 0",
        "pauses INTEGER NOT NULL DEFAULT 0", "is_overflowing INTEGER NOT NULL DEFAULT 0",
        "gaps INTEGER NOT NULL DEFAULT 0", "is_silent INTEGER NOT NULL DEFAULT 0",
    ].map { "ALTER TABLE feed ADD COLUMN \($0);" }.joined(separator: "\n")

    /// What a feed's address gives in place of the feed.
    private static let version3 = "ALTER TABLE feed ADD COLUMN web_page TEXT;"

    /// In how many of a sample of entries each word stands, by `WordHash`.
    private static let version4 = "CREATE TABLE word (hash INTEGER PRIMARY KEY, texts INTEGER NOT NULL);"

    /// What `search` asks; filled behind the refreshes.
    private static let version5 = SearchIndex.create

    /// Revisions of a story that a topic was told of.
    private static let version6 = "CREATE INDEX alert_updated ON alert (topic, story) WHERE kind = 'updated';"

    /// Page furniture: what was left out of an entry's text when it was matched, and what feeds repeat.
    private static let version7 = """
        CREATE TABLE entry_furniture (
            entry INTEGER PRIMARY KEY, summary TEXT NOT NULL, content TEXT NOT NULL);
        CREATE TABLE block_memory (
            feed INTEGER PRIMARY KEY, stories INTEGER NOT NULL, blocks TEXT NOT NULL);
        """

    /// The configurations that were read, and their files.
    private static let version8 = GenerationRow.create

    /// What users say of entries, with a copy of each: it outlives retention.
    private static let version9 = """
        CREATE TABLE verdict (
            entry INTEGER NOT NULL, topic TEXT NOT NULL, is_relevant INTEGER NOT NULL, at INTEGER NOT NULL,
            alert_id TEXT, feed TEXT NOT NULL, entry_id TEXT, title TEXT NOT NULL, url TEXT, summary TEXT NOT NULL,
            content TEXT NOT NULL, author TEXT NOT NULL, categories TEXT NOT NULL, published INTEGER, updated INTEGER,
            language TEXT, PRIMARY KEY (entry, topic));
        """

    /// A delivery may end undelivered (`DeliveryEnding`). `queued_at` is when it began to wait, where that is not when its
    /// alert was made. The index of what waits holds all that counting it needs.
    private static let version10 = """
        ALTER TABLE delivery RENAME COLUMN delivered_at TO ended_at;
        ALTER TABLE delivery ADD COLUMN ending INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE delivery ADD COLUMN queued_at INTEGER;
        DROP INDEX delivery_waiting;
        CREATE INDEX delivery_waiting ON delivery (sink, ended_at) WHERE ended_at IS NULL;
        CREATE INDEX delivery_given_up ON delivery (sink, ending) WHERE ending > 0;
        """

    /// Attention: alerts that wait, until when and for whom; by which other alert one was told; when topics with a limit
    /// spoke; topics that the user muted.
    private static let version11 = """
        ALTER TABLE alert ADD COLUMN carried TEXT;
        CREATE TABLE held (
            alert INTEGER PRIMARY KEY, topic TEXT NOT NULL, reason TEXT NOT NULL, until INTEGER NOT NULL,
            occasion TEXT NOT NULL, sinks TEXT NOT NULL);
        CREATE INDEX held_topic ON held (topic, until);
        CREATE TABLE carried (alert INTEGER PRIMARY KEY, carrier INTEGER NOT NULL);
        CREATE INDEX carried_carrier ON carried (carrier);
        CREATE TABLE told (
            topic TEXT NOT NULL, at INTEGER NOT NULL, alert INTEGER NOT NULL,
            PRIMARY KEY (topic, at, alert)) WITHOUT ROWID;
        CREATE TABLE mute (topic TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
        """
}
