// SPDX-License-Identifier: Apache-2.0
// Alerts that wait are released here, a topic at a time in one transaction: whatever dies when, each is told by exactly one
// alert.

import Dispatching
import GRDB
package import Model

extension Store {
    /// Tells what is due at `now` by `rules`, and what these rules hold no longer.
    package func release(by rules: ReleaseRules, at now: Timestamp) throws(StoreError) -> Release {
        var release = Release()
        for topic in try topicsThatWait() {
            release.alerts += try write("release alerts") { db in
                let alerts = try ReleaseWriter(db, topic: topic, rules: rules, now: now).release()
                FaultPoint.insideTransaction.reached()
                return alerts
            }
            FaultPoint.afterCommit.reached()
        }
        release.next = try read("read held alerts") { db in
            Timestamp(try Int64.fetchOne(db, sql: "SELECT min(until) FROM held"))
        }
        return release
    }

    /// Holds the alerts of a topic until a moment; `nil` ends that. What waits already is looked at by the next `release`.
    package func mute(_ topic: String, until moment: Timestamp?) throws(StoreError) {
        try write("mute a topic") { db in
            guard let moment else {
                return try db.execute(sql: "DELETE FROM mute WHERE topic = ?", arguments: [topic])
            }
            try db.execute(sql: "INSERT OR REPLACE INTO mute VALUES (?, ?)", arguments: [topic, moment.seconds])
        }
    }

    private func topicsThatWait() throws(StoreError) -> [String] {
        try read("read held alerts") { db in
            try String.fetchAll(db, sql: "SELECT DISTINCT topic FROM held ORDER BY topic")
        }
    }
}
