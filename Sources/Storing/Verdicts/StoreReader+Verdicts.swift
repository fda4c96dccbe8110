// SPDX-License-Identifier: Apache-2.0

import GRDB

extension StoreReader {
    /// What was said of entries, for one topic or all, in the order in which it was said.
    package func verdicts(topic: String? = nil) throws(StoreError) -> [StoredVerdict] {
        try read("read verdicts") { db in
            try VerdictRow.verdicts(where: "?1 IS NULL OR topic = ?1", [topic], in: db)
        }
    }

    /// The row of the entry that was judged last and whose publisher's id or link is `name`, as written: it may be gone
    /// from the entries.
    package func judgedEntry(named name: String) throws(StoreError) -> Int64? {
        try read("look for a verdict") { db in
            try VerdictRow.verdicts(where: "entry_id = ?1 OR url = ?1", [name], in: db).last?.row
        }
    }

    /// By alert id, what was said of its entry for its topic.
    package func marksOfAlerts() throws(StoreError) -> [String: Bool] {
        try read("read verdicts") { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT alert.alert_id, verdict.is_relevant FROM verdict
                    JOIN alert ON alert.entry = verdict.entry AND alert.topic = verdict.topic
                    """)
            return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
        }
    }
}
