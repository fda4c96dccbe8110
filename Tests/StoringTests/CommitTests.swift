// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Dispatching
import GRDB
import Glibc
import Model
import TestSupport
import Testing

@testable import Storing

struct CommitTests {
    private let now = StoreFixture.start

    @Test func `a poll state comes back whole`() async throws {
        let fixture = try await StoreFixture()
        let state = PollState(
            nextPoll: now, decision: PollDecision(.backoff, [.init(.backoff, .seconds(600))]), lastPoll: now,
            lastSuccess: now, failures: 3, lastError: "no",
            validators: Validators(etag: "W/\"x\"", lastModified: "yesterday"), bodyHash: "ab", title: "News",
            isGone: true,
            notBefore: now, address: "https://new.example/", move: Move(target: "https://newer.example/", polls: 2),
            wishes: PublisherWishes(
                ttl: .seconds(3_600), updateBase: now, skips: SkipTimes(hours: [0, 23], days: [7]),
                freshFor: .seconds(60), patience: .seconds(900)),
            rhythm: Rhythm(
                arrivals: 1.5, watchedSeconds: 2.5, peak: 0.25, page: 20, lastArrival: now, longestPause: 3.5,
                pauses: 4, isOverflowing: true, gaps: 5, isSilent: true))
        _ = try await fixture.store.commit(
            Refresh(feed: StoreFixture.feed, state: state, at: now), placing: { _, _, _, _ in .opens })
        let states = try await fixture.store.pollStates(of: [
            Feed(url: StoreFixture.feed), Feed(url: "https://b.example/"),
        ])
        #expect(states == [StoreFixture.feed: state, "https://b.example/": PollState()])
    }

    @Test func `an entry comes back whole`() async throws {
        let fixture = try await StoreFixture()
        var entry = Entry.sample(content: "Long text.")
        (entry.author, entry.categories, entry.updated) = ("A, B", ["World", "Asia"], now)
        try await fixture.poll([entry])
        let stored = try #require(try fixture.reader().entries(after: 0, limit: 10).first)
        #expect(stored == StoredEntry(row: 1, feed: StoreFixture.feed, seen: now, entry: entry))
    }

    @Test func `at most 64 KiB of text are kept, cut at a character`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll([.sample(title: "T", summary: "Summary", content: String(repeating: "é", count: 40_000))]
        )
        let kept = try #require(try fixture.reader().entries(after: 0, limit: 1).first).entry
        #expect(kept.summary == "Summary")
        #expect(kept.content == String(repeating: "é", count: (65_536 - 8) / 2))
    }

    @Test func `refreshes that wait share transactions, and each hears of its own entries`() async throws {
        let fixture = try await StoreFixture()
        let gate = DispatchSemaphore(value: 0)
        fixture.store.executor.queue.async { gate.wait() }
        let summaries = try await withThrowingTaskGroup(of: (Int, CommitSummary).self) { group in
            for number in 0..<40 {
                let fresh = (0..<number % 4 + 1).map { offset in
                    FreshEntry(entry: KeyedEntry(entry: .sample(), keys: [EntryKey(hash: Int64(number * 10 + offset))]))
                }
                group.addTask {
                    let refresh = Refresh(feed: "https://\(number).example/", state: PollState(), fresh: fresh, at: now)
                    return (number, try await fixture.store.commit(refresh, placing: { _, _, _, _ in .opens }))
                }
            }
            gate.signal()
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for (number, summary) in summaries { #expect(summary.newEntries == number % 4 + 1) }
        #expect(try fixture.number("SELECT count(*) FROM entry") == 100)
        #expect(try fixture.number("SELECT count(*) FROM entry_key") == 100)
    }

    @Test func `a batch holds 16 changed refreshes or 256 unchanged ones`() async throws {
        #expect(CommitQueue.batchSize(repeatElement(true, count: 40)) == 16)
        #expect(CommitQueue.batchSize(repeatElement(false, count: 600)) == 256)
        #expect(CommitQueue.batchSize([true] + repeatElement(false, count: 600)) == 241)
        #expect(CommitQueue.batchSize([true, false, false]) == 3)
        #expect(CommitQueue.batchSize([]) == 0)
    }

    @Test func `a poll state waits a moment for others, unless a change comes`() async throws {
        func item(isChanged: Bool, _ waiter: CheckedContinuation<Result<CommitSummary, StoreError>, Never>)
            -> CommitQueue.Item
        {
            let known = isChanged ? [KnownKey(key: EntryKey(hash: 1), owner: 0)] : []
            let refresh = Refresh(feed: StoreFixture.feed, state: PollState(), knownKeys: known, at: now)
            return CommitQueue.Item(refresh: refresh, placing: { _, _, _, _ in .opens }, waiter: waiter)
        }
        var queue = CommitQueue()
        var drains: [CommitQueue.Drain] = []
        for isChanged in [false, false, true, false, true] {
            _ = await withCheckedContinuation { waiter in
                drains.append(queue.append(item(isChanged: isChanged, waiter)))
                waiter.resume(returning: .success(CommitSummary()))
            }
        }
        #expect(drains == [.soon, .isPlanned, .atOnce, .isPlanned, .isPlanned])
        let first = queue.takeBatch()
        #expect(first.batch.count == 5 && first.next == .isPlanned)
        #expect(queue.takeBatch().batch.isEmpty)
        let full = await withCheckedContinuation { waiter in
            for _ in 0..<300 { _ = queue.append(item(isChanged: false, waiter)) }
            waiter.resume(returning: .success(CommitSummary()))
        }
        #expect(try full.get() == CommitSummary())
        #expect(queue.takeBatch().next == .atOnce)
    }

    @Test func `a transaction that fails leaves nothing, tells all of its refreshes, and can be repeated`() async throws
    {
        let fixture = try await StoreFixture()
        try await DatabaseQueue(path: fixture.path).write { db in
            try db.execute(sql: "CREATE TRIGGER full BEFORE INSERT ON delivery BEGIN SELECT RAISE(ABORT, 'full'); END")
        }
        await #expect(throws: StoreError.self) {
            try await fixture.poll(StoreFixture.entries(0..<5), topics: ["us-china"])
        }
        for table in ["entry", "entry_key", "story", "story_entry", "alert", "delivery"] {
            #expect(try fixture.number("SELECT count(*) FROM \(table)") == 0, "\(table)")
        }
        #expect(try await fixture.store.pollStates(of: [Feed(url: StoreFixture.feed)]).values.first == PollState())
        try await DatabaseQueue(path: fixture.path).write { db in try db.execute(sql: "DROP TRIGGER full") }
        #expect(try await fixture.poll(StoreFixture.entries(0..<5), topics: ["us-china"]).count == 5)
        #expect(try fixture.number("SELECT count(*) FROM alert") == 5)
    }

    @Test func `a full disk is an error of its own that withholds the alert`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.limitPages(to: 40)
        let error = await #expect(throws: StoreError.self) {
            try await fixture.poll(StoreFixture.entries(0..<2_000), topics: ["us-china"])
        }
        #expect(error?.isFull == true)
        #expect(error?.description.contains("free some disk space") == true)
        try await fixture.limitPages(to: 1_000_000)
        #expect(try await fixture.poll(StoreFixture.entries(0..<2_000), topics: ["us-china"]).count == 2_000)
        #expect(try fixture.number("SELECT count(*) FROM alert") == 2_000)
    }

    @Test func `a long sweep is checkpointed as it goes`() async throws {
        let fixture = try await StoreFixture()
        for round in 0..<24 {
            let entries = StoreFixture.entries(round * 200..<round * 200 + 200).map { entry in
                var entry = entry
                entry.content = String(repeating: "word ", count: 1_000)
                return entry
            }
            try await fixture.poll(entries)
        }
        #expect(fixture.size(of: fixture.path + "-wal") < 16 << 20)
        #expect(fixture.size(of: fixture.path) > 16 << 20)
    }
}

extension StoreFixture {
    /// Makes the database full at so many pages (SQLITE_FULL).
    fileprivate func limitPages(to count: Int) async throws {
        try await store.limitPages(to: count)
    }

    fileprivate func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}

extension Store {
    fileprivate func limitPages(to count: Int) throws {
        try read("limit") { db in _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(count)") }
    }
}
