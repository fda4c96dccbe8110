// SPDX-License-Identifier: Apache-2.0
// The table `entry`: what is kept of an entry, and how it is read back.

import GRDB
import Model

/// Columns of `entry`.
enum EntryRow {
    /// How many bytes of title, summary and content are kept together.
    static let textLimit = 64 << 10

    static let insert = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

    /// In the order that `entry(in:from:)` expects.
    static let columns = """
        entry.entry_id, entry.title, entry.url, entry.summary, entry.content, entry.author, entry.categories, \
        entry.published, entry.updated, entry.language
        """

    /// Stores `entry` as row `row`; `statement` is `insert`.
    static func insert(
        _ entry: Entry, as row: Int64, of feed: Int64, seen: Timestamp, by statement: BoundStatement
    ) throws {
        let texts = entry.texts(within: textLimit)
        var (summary, content) = (texts.summary, texts.content)
        try summary.withUTF8 { summary in
            try content.withUTF8 { content in
                try statement.run { values in
                    values.add(row)
                    values.add(feed)
                    values.add(seen.seconds)
                    values.add(entry.published?.seconds)
                    values.add(entry.updated?.seconds)
                    values.add(entry.language)
                    values.add(entry.id)
                    values.add(entry.url)
                    values.add(texts.title)
                    values.add(entry.author)
                    values.add(Categories.joined(entry.categories))
                    values.add(borrowing: summary)
                    values.add(borrowing: content)
                }
            }
        }
    }

    /// Stores what a feed has made of the texts of a stored entry.
    static func replaceTexts(of row: Int64, by entry: Entry, in db: Database) throws {
        let texts = entry.texts(within: textLimit)
        try db.cachedStatement(sql: "UPDATE entry SET title = ?, summary = ?, content = ?, updated = ? WHERE id = ?")
            .execute(arguments: [
                texts.title, texts.summary, texts.content, entry.updated?.seconds, row,
            ])
    }

    /// Reads `columns`, of which the first is at index `start`.
    static func entry(in row: Row, from start: Int) -> Entry {
        Entry(
            id: row[start], title: row[start + 1], url: row[start + 2], summary: row[start + 3],
            content: row[start + 4], author: row[start + 5], categories: Categories.split(row[start + 6]),
            published: Timestamp(row[start + 7]), updated: Timestamp(row[start + 8]), language: row[start + 9])
    }
}

/// Categories in one column, one a line: they are plain text of one line each.
enum Categories {
    static func joined(_ categories: [String]) -> String {
        guard categories.count > 1 || categories.first?.utf8.contains(UInt8(ascii: "\n")) == true else {
            return categories.first ?? ""
        }
        return categories.map { $0.replacing("\n", with: " ") }.joined(separator: "\n")
    }

    static func split(_ text: String) -> [String] {
        text.isEmpty ? [] : text.split(separator: "\n").map(String.init)
    }
}

extension Timestamp {
    /// A column that may be NULL.
    init?(_ seconds: Int64?) {
        guard let seconds else { return nil }
        self.init(seconds: seconds)
    }
}

extension Entry {
    /// About what it takes in the database.
    var approximateBytes: Int {
        min(title.utf8.count + summary.utf8.count + content.utf8.count, EntryRow.textLimit) + 256
    }

    /// Title, summary and content, which share `limit` bytes in this order; what is cut is cut at a character.
    func texts(within limit: Int) -> (title: String, summary: String, content: String) {
        guard title.utf8.count + summary.utf8.count + content.utf8.count > limit else {
            return (title, summary, content)
        }
        let title = title.cut(toBytes: limit)
        let summary = summary.cut(toBytes: limit - title.utf8.count)
        return (title, summary, content.cut(toBytes: limit - title.utf8.count - summary.utf8.count))
    }
}

extension String {
    fileprivate func cut(toBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        let end = utf8.index(utf8.startIndex, offsetBy: limit)
        // Rounded down to a whole character.
        return String(self[..<index(atOrBefore: end)])
    }

    private func index(atOrBefore position: Index) -> Index {
        var end = position
        while end > startIndex, end.samePosition(in: self) == nil { end = utf8.index(before: end) }
        return end
    }
}
