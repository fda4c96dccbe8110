// SPDX-License-Identifier: Apache-2.0
// The tables `told` and `mute`: what the decider must know of a topic besides its rules.

import GRDB
import Model

/// What one topic told lately, and whether it is muted.
struct TopicLedger {
    private let db: Database
    private let topic: String

    init(_ db: Database, _ topic: String) {
        self.db = db
        self.topic = topic
    }

    func standing(by rate: AlertRate?, at now: Timestamp) throws -> Attention.Standing {
        let mute = try db.cachedStatement(sql: "SELECT until FROM mute WHERE topic = ?")
        var standing = Attention.Standing(mutedUntil: Timestamp(try Int64.fetchOne(mute, arguments: [topic])))
        guard let rate else { return standing }
        standing.fullUntil = try fullUntil(rate, now)
        let held = try db.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM held WHERE topic = ? AND reason = 'overflow')")
        standing.isOverflowing = try Bool.fetchOne(held, arguments: [topic]) ?? false
        return standing
    }

    /// The last `count` alerts within one span of now; the oldest of them leaves the window first. What was told by a clock
    /// that is ahead counts as well, so that a clock set back lets no more through; by how far it was ahead is bounded.
    private func fullUntil(_ rate: AlertRate, _ now: Timestamp) throws -> Timestamp? {
        let select = try db.cachedStatement(
            sql: "SELECT at FROM told WHERE topic = ? AND at > ? AND at < ? ORDER BY at DESC LIMIT 1 OFFSET ?")
        let arguments: StatementArguments = [
            topic, (now - rate.span).seconds, (now + rate.span).seconds, rate.count - 1,
        ]
        return Timestamp(try Int64.fetchOne(select, arguments: arguments)).map { $0 + rate.span }
    }

    /// An alert was told; counted only where there is a limit. Forgets what counts no more.
    func note(_ alert: Int64, rate: AlertRate?, at now: Timestamp) throws {
        guard let rate else { return }
        try db.cachedStatement(sql: "DELETE FROM told WHERE topic = ? AND at <= ?")
            .execute(arguments: [topic, (now - rate.span).seconds])
        try db.cachedStatement(sql: "INSERT INTO told VALUES (?, ?, ?)")
            .execute(arguments: [topic, now.seconds, alert])
    }
}
