// SPDX-License-Identifier: Apache-2.0

import GRDB
import Model
import TestSupport
import Testing

@testable import Storing

struct OutboxTests {
    private let now = StoreFixture.start

    private func fixture(alerts: Int, sinks: [String] = ["log", "journal"]) async throws -> StoreFixture {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<alerts), topics: ["us-china"], sinks: sinks)
        return fixture
    }

    @Test func `each sink gets every alert in order, and its own mark`() async throws {
        let fixture = try await fixture(alerts: 5)
        let log = try await fixture.store.waiting(for: "log", limit: 100, now: now)
        #expect(log.deliveries.map(\.alert.title) == (0..<5).map { "Headline \($0)" })
        #expect(log.deliveries.allSatisfy { $0.sink == "log" && $0.attempts == 0 })
        try await fixture.store.delivered(log.deliveries.prefix(3).map(\.id), to: "log", at: now)
        #expect(try await fixture.store.waiting(for: "log", limit: 100, now: now).deliveries.count == 2)
        #expect(try await fixture.store.waiting(for: "journal", limit: 100, now: now).deliveries.count == 5)
        #expect(try await fixture.store.waiting(for: "webhook", limit: 100, now: now).deliveries.isEmpty)
    }

    @Test func `a sink cannot mark what is another's`() async throws {
        let fixture = try await fixture(alerts: 1)
        let log = try await fixture.store.waiting(for: "log", limit: 1, now: now).deliveries
        try await fixture.store.delivered(log.map(\.id), to: "journal", at: now)
        #expect(try await fixture.store.waiting(for: "log", limit: 1, now: now).deliveries == log)
    }

    @Test func `the first that fails holds the line until its time, for its own sink alone`() async throws {
        let fixture = try await fixture(alerts: 3)
        let first = try #require(try await fixture.store.waiting(for: "log", limit: 1, now: now).deliveries.first)
        let later = now + .seconds(60)
        try await fixture.store.failed(first.id, error: "disk full", nextAttempt: later)
        let held = try await fixture.store.waiting(for: "log", limit: 10, now: now)
        #expect(held.deliveries.isEmpty && held.nextAttempt == later)
        #expect(try await fixture.store.waiting(for: "journal", limit: 10, now: now).deliveries.count == 3)
        let again = try await fixture.store.waiting(for: "log", limit: 10, now: later)
        #expect(again.deliveries.map(\.attempts) == [1, 0, 0])
        #expect(again.nextAttempt == nil)
    }

    @Test func `an append is remembered until its sink marks deliveries`() async throws {
        let fixture = try await fixture(alerts: 2)
        let append = FileAppend(
            sink: "log", inode: .max, offset: 1 << 40, length: 300, sha256: "ab", deliveries: [1, 3])
        try await fixture.store.intend(append)
        #expect(try await fixture.store.intent(of: "log") == append)
        #expect(try await fixture.store.intent(of: "jsonl") == nil)
        try await fixture.store.delivered([2], to: "journal", at: now)
        #expect(try await fixture.store.intent(of: "log") == append)
        try await fixture.store.delivered([1], to: "log", at: now)
        #expect(try await fixture.store.intent(of: "log") == nil)
    }

    @Test func `readers count what waits and quote the first error`() async throws {
        let fixture = try await fixture(alerts: 4)
        let log = try await fixture.store.waiting(for: "log", limit: 10, now: now).deliveries
        try await fixture.store.delivered([log[0].id], to: "log", at: now)
        try await fixture.store.failed(log[1].id, error: "disk full", nextAttempt: now + .seconds(5))
        let counts = try fixture.reader().counts()
        #expect((counts.entries, counts.alerts, counts.stories) == (4, 4, 4))
        #expect(counts.databaseBytes > 0)
        #expect(
            counts.sinks == [
                SinkCounts(
                    sink: "journal", waiting: 4, oldest: now, attempts: 0, lastError: nil, nextAttempt: nil, expired: 0,
                    dropped: 0),
                SinkCounts(
                    sink: "log", waiting: 3, oldest: now, attempts: 1, lastError: "disk full",
                    nextAttempt: now + .seconds(5), expired: 0, dropped: 0),
            ])
    }

    @Test func `what has waited too long is given up from the front, step by step, and counted`() async throws {
        let fixture = try await fixture(alerts: 5)
        try await fixture.poll(
            StoreFixture.entries(5..<7), at: now + .seconds(60), topics: ["us-china"], sinks: ["log"])
        let moment = now + .seconds(30)
        #expect(try await fixture.store.expire("log", queuedBefore: moment, limit: 3, at: moment) == 3)
        #expect(try await fixture.store.expire("log", queuedBefore: moment, limit: 3, at: moment) == 2)
        #expect(try await fixture.store.expire("log", queuedBefore: moment, limit: 3, at: moment) == 0)
        let left = try await fixture.store.waiting(for: "log", limit: 10, now: now).deliveries
        #expect(left.map(\.alert.title) == ["Headline 5", "Headline 6"])
        #expect(try await fixture.store.waiting(for: "journal", limit: 10, now: now).deliveries.count == 5)
        let counts = try fixture.reader().counts().sinks
        #expect(counts.map(\.expired) == [0, 5] && counts.map(\.waiting) == [5, 2])
        // What was given up cannot arrive any more.
        try await fixture.store.delivered([1, 2, 3, 4, 5], to: "log", at: now)
        #expect(try fixture.reader().counts().sinks.map(\.expired) == [0, 5])
    }

    @Test func `a delivery that was queued later than its alert was made is as old as its wait`() async throws {
        let fixture = try await fixture(alerts: 1, sinks: ["hook"])
        try await DatabaseQueue(path: fixture.path).write { db in
            try db.execute(sql: "UPDATE delivery SET queued_at = ?", arguments: [(now + .seconds(100)).seconds])
        }
        for (seconds, count) in [(100, 0), (101, 1)] {
            let moment = now + .seconds(seconds)
            #expect(try await fixture.store.expire("hook", queuedBefore: moment, limit: 10, at: moment) == count)
        }
    }

    @Test func `what waits for a sink is dropped with what it wrote down, and each alert tells its ends`() async throws
    {
        let fixture = try await fixture(alerts: 3)
        let log = try await fixture.store.waiting(for: "log", limit: 10, now: now).deliveries.map(\.id)
        try await fixture.store.delivered([log[0]], to: "log", at: now)
        try await fixture.store.failed(log[1], error: "disk full", nextAttempt: now + .seconds(5))
        try await fixture.store.intend(
            FileAppend(sink: "log", inode: 1, offset: 0, length: 9, sha256: "ab", deliveries: log))
        #expect(try await fixture.store.waitingCounts() == ["journal": 3, "log": 2])
        let states = { [fixture] in
            let reader = try fixture.reader()
            return try reader.alerts(after: 0, limit: 2).map { try reader.deliveries(ofAlert: $0.row)[0] }
        }
        #expect(
            try states() == [
                DeliveryState(
                    sink: "log", attempts: 1, lastError: nil, nextAttempt: nil, end: .init(ending: .delivered, at: now)),
                DeliveryState(
                    sink: "log", attempts: 1, lastError: "disk full", nextAttempt: now + .seconds(5), end: nil),
            ])
        let later = now + .seconds(9)
        #expect(try await fixture.store.drop("log", limit: 1, at: later) == 1)
        #expect(try await fixture.store.drop("log", limit: 5, at: later) == 1)
        #expect(try await fixture.store.drop("log", at: later) == 0)
        #expect(try await fixture.store.intent(of: "log") == nil)
        #expect(try await fixture.store.waitingCounts() == ["journal": 3])
        #expect(try fixture.reader().counts().sinks.map(\.dropped) == [0, 2])
        #expect(
            try states()[1]
                == DeliveryState(
                    sink: "log", attempts: 1, lastError: "disk full", nextAttempt: nil,
                    end: .init(ending: .dropped, at: later)))
    }

    @Test func `counting walks the index of what waits, whatever was delivered before`() async throws {
        let fixture = try await fixture(alerts: 1)
        let plans = try await DatabaseQueue(path: fixture.path).read { db in
            try [
                "SELECT count(*) FROM delivery WHERE sink = 'log' AND ended_at IS NULL",
                "SELECT min(sink) FROM delivery WHERE ended_at IS NULL AND sink > 'a'",
                "SELECT count(*) FROM delivery WHERE sink = 'log' AND ending = 1 AND ending > 0",
                "SELECT min(sink) FROM delivery WHERE ending > 0 AND sink > 'a'",
            ].map { sql in try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String } }
        }
        for plan in plans {
            #expect(plan.allSatisfy { $0.contains("SEARCH delivery USING COVERING INDEX") }, "\(plan)")
        }
    }

    @Test func `a hundred thousand waiting alerts are read by the handful and without a sort`() async throws {
        let fixture = try await fixture(alerts: 1)
        try await DatabaseQueue(path: fixture.path).write { db in
            try db.execute(
                sql: """
                    WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
                    INSERT INTO alert SELECT i, printf('%016x', i), kind, topic, printf('%d', i), entry, score, title, url,
                    entry_id, feed, feed_title, published, seen, language, outlets, priority, why, carried FROM alert, n;
                    INSERT INTO delivery (alert, sink) SELECT id, 'webhook' FROM alert
                    """)
            let plan = try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + OutboxRow.selectWaiting, arguments: ["webhook", 10])
            #expect(plan.allSatisfy { !($0["detail"] as String).contains("TEMP B-TREE") })
            #expect(plan.contains { ($0["detail"] as String).contains("delivery_waiting") })
        }
        let deliveries = try await fixture.store.waiting(for: "webhook", limit: 32, now: now).deliveries
        #expect(deliveries.map(\.id) == deliveries.map(\.id).sorted())
        #expect(deliveries.count == 32)
    }
}
