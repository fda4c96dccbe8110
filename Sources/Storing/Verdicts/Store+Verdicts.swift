// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Model

extension Store {
    /// Keeps what a user says of an entry; a second mark of the same entry and topic takes the first one's place.
    package func mark(_ mark: Mark, at moment: Timestamp) throws(StoreError) -> MarkOutcome {
        try write("keep a verdict") { db in
            let earlier = try VerdictRow.verdicts(where: "entry = ?", [mark.entry], in: db)
            let judged = try StoredEntry.judged(row: mark.entry, in: db) ?? earlier.first.map { ($0.feed, $0.entry) }
            guard let (feed, entry) = judged else { return .noEntry }
            try VerdictRow.delete(entry: mark.entry, topic: mark.topic, in: db)
            if let isRelevant = mark.isRelevant {
                let verdict = StoredVerdict(
                    row: mark.entry, topic: mark.topic, isRelevant: isRelevant, at: moment, alert: mark.alert,
                    feed: feed, entry: entry)
                try VerdictRow.insert(verdict, in: db)
            }
            return .marked(before: earlier.first { $0.topic == mark.topic }?.isRelevant)
        }
    }
}

extension StoredEntry {
    /// The entry in `row` as topics see it, and its feed; `nil` where it is not stored.
    fileprivate static func judged(row: Int64, in db: Database) throws -> (feed: String, entry: Entry)? {
        try inRow(row, of: db).map { ($0.feed, $0.entry.without($0.furniture)) }
    }
}
