// SPDX-License-Identifier: Apache-2.0
// A known entry under another headline: found by the keys it got, for a title is part of one.

import GRDB
package import Model

/// A stored entry whose headline its feed has changed.
package struct EditedEntry: Sendable {
    /// The stored entry (`entry.id`).
    let row: Int64
    /// As the feed has it now.
    package let entry: Entry
    package let oldTitle: String
    /// For the caller to say: what the change means, what of the text is not matched, and one draft for each topic that matches now.
    package var change = HeadlineChange.minor
    package var furniture = Furniture.none
    package var drafts: [DraftAlert] = []
}

extension Store {
    /// Those of known entries whose stored title is another. Entries without a date are not found: their titles are no
    /// part of a key.
    func edits(among changed: [(row: Int64, entry: Entry)]) throws(StoreError) -> [EditedEntry] {
        guard !changed.isEmpty else { return [] }
        return try read("read titles") { db in
            let select = try db.cachedStatement(sql: "SELECT title FROM entry WHERE id = ?")
            return try changed.compactMap { row, entry in
                guard let title = try String.fetchOne(select, arguments: [row]), title != entry.title else {
                    return nil
                }
                return EditedEntry(row: row, entry: entry, oldTitle: title)
            }
        }
    }
}
