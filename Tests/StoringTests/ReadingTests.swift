// SPDX-License-Identifier: Apache-2.0

import Dispatching
import GRDB
import Model
import TestSupport
import Testing

@testable import Storing

struct ReadingTests {
    private let now = StoreFixture.start

    @Test func `feeds show poll state, entries and the last new one`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<5))
        try await fixture.poll(StoreFixture.entries(0..<5), at: now + .seconds(60))
        _ = try await fixture.store.pollStates(of: [Feed(url: "file:///b.xml")])
        let feeds = try fixture.reader().feeds()
        #expect(feeds.map(\.url) == [StoreFixture.feed, "file:///b.xml"])
        #expect(feeds.map(\.entries) == [5, 0])
        #expect(feeds.map(\.lastNewEntry) == [now, nil])
        #expect(feeds[0].state.lastPoll == now + .seconds(60))
        #expect(feeds[1].state == PollState())
    }

    @Test func `entries are read in batches, in arrival order`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<25))
        let reader = try fixture.reader()
        var titles: [String] = []
        while case let batch = try reader.entries(after: Int64(titles.count), limit: 10), !batch.isEmpty {
            titles += batch.map(\.entry.title)
        }
        #expect(titles == (0..<25).map { "Headline \($0)" })
        #expect(try reader.entries(after: 0, limit: 10, since: now + .seconds(1)).isEmpty)
    }

    @Test func `a reader in the middle of a transaction delays neither refresh nor checkpoint`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<5))
        let reader = try ForeignConnection(path: fixture.path)
        try reader.execute("BEGIN")
        #expect(try reader.count() == 5)
        for round in 0..<5 {
            let entries = StoreFixture.entries(5 + round * 100..<105 + round * 100).map { entry in
                var entry = entry
                entry.content = String(repeating: "word ", count: 4_000)
                return entry
            }
            try await fixture.poll(entries)
        }
        #expect(try reader.count() == 5)
        try reader.execute("ROLLBACK")
        #expect(try fixture.reader().counts().entries == 505)
    }

    @Test func `a database that another program locks is reported as busy and works again afterwards`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.store.impatient()
        let other = try ForeignConnection(path: fixture.path)
        try other.execute("BEGIN IMMEDIATE")
        let error = await #expect(throws: StoreError.self) { try await fixture.poll(StoreFixture.entries(0..<1)) }
        #expect(error?.isBusy == true)
        #expect(try fixture.reader().counts().entries == 0)
        try other.execute("ROLLBACK")
        #expect(try await fixture.poll(StoreFixture.entries(0..<1)).count == 1)
    }

    @Test func `a closed store can still be read`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<5))
        try await fixture.store.close()
        #expect(try fixture.reader().counts().entries == 5)
    }

    @Test func `a ping turns the progress`() async throws {
        let fixture = try await StoreFixture()
        let before = fixture.store.progress.count
        await fixture.store.ping()
        #expect(fixture.store.progress.count > before)
    }
}

/// Another program at the same database, in the middle of something.
private struct ForeignConnection {
    private let database: DatabaseQueue

    init(path: String) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        database = try DatabaseQueue(path: path, configuration: configuration)
    }

    func execute(_ sql: String) throws {
        try database.writeWithoutTransaction { db in try db.execute(sql: sql) }
    }

    func count() throws -> Int {
        try database.writeWithoutTransaction { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM entry") ?? -1 }
    }
}

extension Store {
    /// Waits 20 ms for a lock rather than seconds.
    fileprivate func impatient() throws {
        try read("set the timeout") { db in try db.execute(sql: "PRAGMA busy_timeout = 20") }
    }
}
