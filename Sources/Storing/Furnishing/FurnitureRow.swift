// SPDX-License-Identifier: Apache-2.0
// The table `entry_furniture`: what of an entry's text was left out when it was matched. Most entries have no row.

import GRDB
import Model

/// Columns of `entry_furniture`: the ranges as `12-80 95-130`, in bytes of the texts in `entry`.
enum FurnitureRow {
    /// In the order that `furniture(in:from:)` expects; `join` brings them beside `entry`.
    static let columns = "entry_furniture.summary, entry_furniture.content"
    static let join = "LEFT JOIN entry_furniture ON entry_furniture.entry = entry.id"

    static func insert(_ furniture: Furniture, entry: Int64, in db: Database) throws {
        guard !furniture.isEmpty else { return }
        try db.cachedStatement(sql: "INSERT INTO entry_furniture VALUES (?, ?, ?)")
            .execute(arguments: [entry, text(furniture.summary), text(furniture.content)])
    }

    static func delete(entry: Int64, in db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM entry_furniture WHERE entry = ?").execute(arguments: [entry])
    }

    /// Reads `columns`, of which the first is at index `start`.
    static func furniture(in row: Row, from start: Int) -> Furniture {
        Furniture(summary: ranges(row[start]), content: ranges(row[start + 1]))
    }

    private static func text(_ ranges: [Range<Int>]) -> String {
        ranges.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: " ")
    }

    private static func ranges(_ text: String?) -> [Range<Int>] {
        (text ?? "").split(separator: " ").compactMap { range in
            let ends = range.split(separator: "-").compactMap { Int($0) }
            return ends.count == 2 && ends[0] < ends[1] ? ends[0]..<ends[1] : nil
        }
    }
}
