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

    static func arguments(_ entry: Entry, row: Int64, feed: Int64, seen: Timestamp) -> StatementArguments {
        let kept = entry.limited(to: textLimit)
        return [
            row, feed, seen.seconds, kept.published?.seconds, kept.updated?.seconds, kept.language, kept.id, kept.url,
            kept.title, kept.author, Categories.joined(kept.categories), kept.summary, kept.content,
        ]
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
private enum Categories {
    static func joined(_ categories: [String]) -> String {
        categories.map { $0.replacing("\n", with: " ") }.joined(separator: "\n")
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

    /// Title, summary and content share `limit` bytes in this order; what is cut is cut at a character.
    fileprivate func limited(to limit: Int) -> Entry {
        guard title.utf8.count + summary.utf8.count + content.utf8.count > limit else { return self }
        var kept = self
        kept.title = title.cut(toBytes: limit)
        kept.summary = summary.cut(toBytes: limit - kept.title.utf8.count)
        kept.content = content.cut(toBytes: limit - kept.title.utf8.count - kept.summary.utf8.count)
        return kept
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
