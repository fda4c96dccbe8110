// SPDX-License-Identifier: Apache-2.0
// The full-text index of entries (FTS5, https://www.sqlite.org/fts5.html). It holds the folded tokens of our own tokeniser,
// so that what a topic's words find, a search finds: accents, U.S., 中国. Of the texts themselves it keeps no copy.

import GRDB
import Model
import Wording

/// Statements over `entry_fts`.
struct SearchIndex: ~Copyable {
    /// The tokens come divided by blanks: FTS5 has no more to do than to part them. Nobody asks for a rank, so that the
    /// sizes of columns need not be kept.
    static let create = """
        CREATE VIRTUAL TABLE entry_fts USING fts5(
            title, summary, content, content = '', columnsize = 0, tokenize = 'ascii');
        """

    private var folding: FoldedText
    private let insert: Statement
    private let delete: Statement

    init(_ db: Database) throws {
        let insert = try db.cachedStatement(
            sql: "INSERT INTO entry_fts (rowid, title, summary, content) VALUES (?, ?, ?, ?)")
        // An index without texts must be told what to forget (§4.4.1, the 'delete' command).
        let delete = try db.cachedStatement(
            sql: "INSERT INTO entry_fts (entry_fts, rowid, title, summary, content) VALUES ('delete', ?, ?, ?, ?)")
        (self.insert, self.delete) = (insert, delete)
        folding = FoldedText()
    }

    mutating func add(_ entry: Entry, row: Int64) throws {
        try insert.execute(arguments: arguments(entry, row))
    }

    /// `entry` is what was added under `row`.
    mutating func remove(_ entry: Entry, row: Int64) throws {
        try delete.execute(arguments: arguments(entry, row))
    }

    private mutating func arguments(_ entry: Entry, _ row: Int64) -> StatementArguments {
        [row, folding.words(of: entry.title), folding.words(of: entry.summary), folding.words(of: entry.content)]
    }
}
