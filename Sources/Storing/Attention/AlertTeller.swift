// SPDX-License-Identifier: Apache-2.0
// An alert that was just made is told now or waits: in either case it is a row, and nothing is dropped.

import GRDB
import Model

/// Writes alerts by the rules of their topics.
struct AlertTeller {
    private let db: Database
    private let refresh: Refresh

    init(_ db: Database, _ refresh: Refresh) {
        self.db = db
        self.refresh = refresh
    }

    /// Stores the alert and counts it in `summary`. `sinks` have it at once, or are remembered for a topic that is gone
    /// when the alert is released.
    func tell(_ alert: Alert, entry: Int64, to sinks: [String], _ summary: inout CommitSummary) throws {
        let row = try AlertRow.insert(alert, entry: entry, in: db)
        let telling = try telling(of: alert)
        switch telling {
        case .now:
            try AlertRow.deliver(row, to: sinks, in: db)
            try TopicLedger(db, alert.topic).note(row, rate: attention(of: alert).atMost, at: refresh.at)
        case .held(let reason, let until):
            try HeldRow(db, alert.topic).insert(
                row, reason, until: until, occasion: refresh.occasion ?? "", sinks: sinks)
        }
        summary.count(alert, telling)
    }

    private func attention(of alert: Alert) -> Attention {
        refresh.attention[alert.topic] ?? .none
    }

    private func telling(of alert: Alert) throws -> Telling {
        let attention = attention(of: alert)
        let standing = try TopicLedger(db, alert.topic).standing(by: attention.atMost, at: refresh.at)
        let telling = attention.telling(of: alert.priority, standing, at: refresh.at)
        return telling == .now && refresh.occasion != nil ? .held(.storm, until: refresh.at) : telling
    }
}
