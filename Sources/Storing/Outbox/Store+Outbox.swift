// SPDX-License-Identifier: Apache-2.0
// The outbox: each sink has its own line of waiting alerts, and the first of a line that fails holds the rest of it, so
// that order is kept.

import GRDB
package import Model

extension Store {
    /// The first waiting deliveries of a sink, in the order in which their alerts were made, at most `limit`.
    ///
    /// Empty while the first of them is backing off; `nextAttempt` then says until when. Empty and `nil`: nothing waits.
    package func waiting(
        for sink: String, limit: Int, now: Timestamp
    ) throws(StoreError) -> (deliveries: [Delivery], nextAttempt: Timestamp?) {
        try read("read the outbox") { db in
            if let next = try OutboxRow.backoff(of: sink, in: db), next > now { return ([], next) }
            return (try OutboxRow.waiting(for: sink, limit: limit, in: db), nil)
        }
    }

    /// Marks deliveries of `sink` as done and forgets its `FileAppend`, in one transaction.
    package func delivered(_ ids: [Int64], to sink: String, at moment: Timestamp) throws(StoreError) {
        try write("mark deliveries") { db in
            let mark = try db.cachedStatement(
                sql: """
                    UPDATE delivery SET ended_at = ?, attempts = attempts + 1, next_attempt = NULL, last_error = NULL
                    WHERE id = ? AND sink = ? AND ended_at IS NULL
                    """)
            for id in ids { try mark.execute(arguments: [moment.seconds, id, sink]) }
            try db.cachedStatement(sql: "DELETE FROM sink_append WHERE sink = ?").execute(arguments: [sink])
        }
    }

    /// Notes that a delivery was tried in vain and when it is tried again.
    package func failed(_ id: Int64, error: String, nextAttempt: Timestamp) throws(StoreError) {
        try write("note a failed delivery") { db in
            try db.cachedStatement(
                sql: """
                    UPDATE delivery SET attempts = attempts + 1, next_attempt = ?, last_error = ?
                    WHERE id = ? AND ended_at IS NULL
                    """
            ).execute(arguments: [nextAttempt.seconds, error, id])
        }
    }

    /// Writes down what a file sink is about to append; replaces what was written down for it before.
    package func intend(_ append: FileAppend) throws(StoreError) {
        try write("note an append") { db in try OutboxRow.insert(append, in: db) }
    }

    /// What a file sink wrote down and has not marked delivered; `nil` where nothing is open.
    package func intent(of sink: String) throws(StoreError) -> FileAppend? {
        try read("read an append") { db in try OutboxRow.append(of: sink, in: db) }
    }
}
