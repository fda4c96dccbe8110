// SPDX-License-Identifier: Apache-2.0
// The table `word`: how common words are in what is stored. Counted now and then over a sample, never with a refresh.

import GRDB
package import Model

extension Store {
    /// How many entries a vocabulary is counted over, and over how many of the newest they are spread.
    private static let sample: Int64 = 4_096
    private static let sampled: Int64 = 40_960
    /// A store of fewer entries says little.
    private static let fewestEntries: Int64 = 1_000
    /// What a sample says lasts for so many further entries, once it is a whole one.
    private static let lifetime: Int64 = 20_000

    /// The words counted last; empty where none were.
    package func vocabulary() throws(StoreError) -> Vocabulary {
        try read("read the vocabulary", Vocabulary.init)
    }

    /// Whether so much arrived since words were counted that they should be counted again.
    package func isVocabularyDue() throws(StoreError) -> Bool {
        let newest = nextEntry - 1
        return try read("read the vocabulary's age") { db in
            let arrived = newest - (try Setting.countedUpTo.read(in: db) ?? 0)
            let isWhole = try Setting.countedTexts.read(in: db) ?? 0 >= Self.sample
            return arrived >= (isWhole ? Self.lifetime : Self.fewestEntries)
        }
    }

    /// The next entries of the sample after the one in `row` (0 to begin), in arrival order, at most `limit`: evenly
    /// spread over the newest. Empty at the end.
    package func sampledEntries(after row: Int64, limit: Int) throws(StoreError) -> [StoredEntry] {
        let first = max(1, nextEntry - Self.sampled)
        let step = max(1, (nextEntry - first) / Self.sample)
        return try read("read entries") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(StoredEntry.columns) \(StoredEntry.tables)
                    WHERE entry.id > ? AND entry.id % ? = 0 ORDER BY entry.id LIMIT ?
                    """,
                arguments: [max(row, first - 1), step, limit]
            ).map(StoredEntry.init)
        }
    }

    /// Replaces the words that were counted before.
    package func replaceVocabulary(by vocabulary: Vocabulary) throws(StoreError) {
        let newest = nextEntry - 1
        try write("write the vocabulary") { db in
            try db.execute(sql: "DELETE FROM word")
            let insert = try db.cachedStatement(sql: "INSERT INTO word VALUES (?, ?)")
            for (word, texts) in vocabulary.counts.sorted(by: { $0.key < $1.key }) {
                try insert.execute(arguments: [Int64(bitPattern: word), texts])
            }
            try Setting.countedTexts.write(Int64(vocabulary.texts), in: db)
            try Setting.countedUpTo.write(newest, in: db)
        }
    }
}

extension StoreReader {
    /// The words counted last; empty where none were.
    package func vocabulary() throws(StoreError) -> Vocabulary {
        try read("read the vocabulary", Vocabulary.init)
    }
}

extension Vocabulary {
    fileprivate init(_ db: Database) throws {
        var counts: [UInt64: Int32] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT hash, texts FROM word")
        while let row = try rows.next() { counts[UInt64(bitPattern: row[0])] = row[1] }
        self.init(texts: Int(try Setting.countedTexts.read(in: db) ?? 0), counts: counts)
    }
}
