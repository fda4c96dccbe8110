// SPDX-License-Identifier: Apache-2.0
// What waited and is due is told: one alert as itself, several as one. However many there are, no more than the few that
// are named come into memory.

import GRDB
import Model

/// Releases the alerts of one topic.
struct ReleaseWriter {
    private let db: Database
    private let topic: String
    private let rules: ReleaseRules
    private let now: Timestamp
    private let held: HeldRow
    private let ledger: TopicLedger

    init(_ db: Database, topic: String, rules: ReleaseRules, now: Timestamp) {
        self.db = db
        self.topic = topic
        self.rules = rules
        self.now = now
        held = HeldRow(db, topic)
        ledger = TopicLedger(db, topic)
    }

    /// Returns what is told now.
    func release() throws -> [Alert] {
        try applyRules()
        return try held.dueOccasions(at: now).compactMap { try tell(DueAlerts(occasion: $0, now: now)) }
    }

    private var attention: Attention { rules.topics[topic]?.attention ?? .none }
    private var priority: Priority { rules.topics[topic]?.priority ?? .notice }

    /// The rules may have changed since the alerts were held, and the clock may have been set.
    private func applyRules() throws {
        let standing = try ledger.standing(by: attention.atMost, at: now)
        for (reason, until) in try held.deadlines() {
            let deadline = attention.deadline(of: reason, until: until, priority, standing, at: now)
            if deadline < until { try held.bound(reason, by: deadline) }
        }
    }

    /// `nil` where they have to wait on. The ledger is asked for each, as the one before counts.
    private func tell(_ due: DueAlerts) throws -> Alert? {
        let standing = try ledger.standing(by: attention.atMost, at: now)
        if case .held(let reason, let until) = attention.release(of: priority, standing, at: now) {
            try held.postpone(due, for: reason, until: until)
            return nil
        }
        let group = try DueGroup(due, of: topic, in: db)
        let row = try group.single ?? gather(group)
        try AlertRow.deliver(row, to: rules.sinks(of: topic, madeFor: group.sinks), at: now, in: db)
        try ledger.note(row, rate: attention.atMost, at: now)
        try held.release(due, by: group.single == nil ? row : nil)
        return try AlertRow.alert(row, in: db)
    }

    /// Makes the one alert that carries the others. Returns its row.
    private func gather(_ group: DueGroup) throws -> Int64 {
        let carried = try group.carried()
        let kind = group.reasons == [.overflow] ? Alert.Kind.overflow : .digest
        let alert = Alert(
            id: AlertRow.id(kind, of: "", for: topic, part: group.firstID), kind: kind, topic: topic,
            score: group.score,
            title: carried.title(of: group.reasons, occasion: group.due.occasion, rate: attention.atMost), url: nil,
            entryID: nil, feed: "", feedTitle: "", published: nil, seen: now, language: nil, storyID: "",
            outlets: group.outlets, priority: group.priority, why: [], carried: carried)
        return try AlertRow.insert(alert, entry: 0, in: db)
    }
}
