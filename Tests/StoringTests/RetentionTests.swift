// SPDX-License-Identifier: Apache-2.0

import Model
import TestSupport
import Testing

@testable import Storing

struct RetentionTests {
    private let now = StoreFixture.start

    private func prune(_ fixture: StoreFixture, before moment: Timestamp) async throws -> [Int] {
        var steps: [Int] = []
        repeat { steps.append(try await fixture.store.prune(entriesBefore: moment, limit: 100)) } while steps.last != 0
        return steps
    }

    @Test func `old entries go in bounded steps, their keys stay and bring nothing new`() async throws {
        let fixture = try await StoreFixture()
        let old = StoreFixture.entries(0..<250)
        try await fixture.poll(old)
        try await fixture.poll(StoreFixture.entries(250..<260), at: now + .seconds(100))
        #expect(try await prune(fixture, before: now + .seconds(1)) == [100, 100, 50, 0])
        #expect(try fixture.number("SELECT count(*) FROM entry") == 10)
        #expect(try fixture.reader().feeds().first?.entries == 10)
        #expect(try fixture.number("SELECT count(*) FROM entry_key") == 260 * 3)
        #expect(try await fixture.poll(old) == [])
    }

    /// What a publisher changes about an entry, and may change at once with others.
    private static let changes: [@Sendable (inout Entry) -> Void] = [
        { $0.id = "other:" + $0.title }, { $0.url = "https://elsewhere.example/" + $0.title },
        { $0.url = $0.url.map { $0.replacing("https:", with: "http:") + "?utm_source=rss#top" } },
        { $0.published = $0.published.map { $0 + .seconds(86_400) } }, { $0.title = "“\($0.title)”" },
        { ($0.id, $0.published) = (nil, nil) }, { ($0.id, $0.url) = (nil, nil) },
        { ($0.url, $0.published) = (nil, nil) },
    ]

    @Test(arguments: changes.indices)
    func `an entry whose row is gone is known by what is left of it, in a store that was opened again`(change: Int)
        async throws
    {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<40))
        try await fixture.poll(StoreFixture.entries(40..<41), at: now + .seconds(100))
        _ = try await prune(fixture, before: now + .seconds(50))
        #expect(try fixture.number("SELECT count(*) FROM entry") == 1)
        try await fixture.store.close()
        let store = try Store.open(path: fixture.path, now: now).store
        let shown = StoreFixture.entries(0..<42).map { entry in
            var entry = entry
            Self.changes[change](&entry)
            return entry
        }
        let sorted = try await store.sort(shown, of: StoreFixture.feed, homePage: "https://news.example/")
        #expect(sorted.fresh.map(\.entry) == [shown[41]])
        #expect(sorted.edits.allSatisfy { $0.entry == shown[40] })
    }

    @Test func `entries that alerts name are kept, others of their story go`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<3), topics: ["us-china"])
        try await fixture.poll(StoreFixture.entries(3..<6), topics: ["us-china"], isTold: false)
        try await fixture.poll(StoreFixture.entries(6..<7), at: now + .seconds(100))
        _ = try await prune(fixture, before: now + .seconds(1))
        #expect(try fixture.number("SELECT count(*) FROM entry") == 4)
        #expect(try fixture.number("SELECT count(*) FROM story_entry") == 3)
        #expect(try fixture.reader().entry(ofAlert: 1)?.entry.title == "Headline 0")
    }

    @Test func `the number of an entry is never used again`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<10))
        _ = try await prune(fixture, before: now + .seconds(1))
        try await fixture.store.close()
        let store = try Store.open(path: fixture.path, now: now).store
        #expect(await store.nextEntry == 11)
    }
}
