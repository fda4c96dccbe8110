// SPDX-License-Identifier: Apache-2.0

import Model
import TestSupport
import Testing

@testable import Storing

struct AlertTests {
    private let now = StoreFixture.start

    /// Commits one entry that matches `topics`, placed as said.
    private func commit(
        _ entry: Entry, to fixture: StoreFixture, feed: String = StoreFixture.feed, topics: [String] = ["us-china"],
        isTold: Bool = true, placing: @escaping Placing = { _, _, _, _ in .opens }
    ) async throws -> CommitSummary {
        let sorted = try await fixture.store.sort([entry], of: feed)
        let fresh = sorted.fresh.map {
            FreshEntry(entry: $0, drafts: topics.map { .sample(topic: $0) }, isTold: isTold)
        }
        return try await fixture.store.commit(
            Refresh(feed: feed, state: PollState(), fresh: fresh, at: now), placing: placing)
    }

    @Test func `an alert is kept whole`() async throws {
        let fixture = try await StoreFixture()
        #expect(try await commit(.sample(), to: fixture).figures == [1, 1])
        let stored = try #require(try fixture.reader().alerts(limit: 10).first)
        let draft = DraftAlert.sample()
        let entry = Entry.sample()
        #expect(
            stored.alert
                == Alert(
                    id: stored.alert.id, kind: .new, topic: "us-china", score: 1.7, title: entry.title, url: entry.url,
                    entryID: entry.id, feed: StoreFixture.feed, feedTitle: "Example News", published: entry.published,
                    seen: now, language: "en", storyID: stored.alert.storyID, outlets: 1, priority: .notice,
                    why: draft.why))
        #expect(stored.alert.id.count == 16 && stored.alert.storyID.count == 16)
        #expect(try fixture.reader().entry(ofAlert: stored.row)?.entry == entry)
    }

    @Test func `ids are the published hashes`() {
        // printf 'us-china\\0%s\\0new' 00112233445566ff | sha256sum
        #expect(ShortHash.hexadecimal(["abc"]) == "ba7816bf8f01cfea")
        #expect(ShortHash.hexadecimal(["us-china", "00112233445566ff", "new"]) == "8dc596c5c0e72278")
    }

    @Test func `a story is told once for each topic, further feeds raise its outlets`() async throws {
        let fixture = try await StoreFixture()
        _ = try await commit(.sample(), to: fixture, topics: ["us-china", "taiwan"])
        let story = try #require(try fixture.reader().alerts(limit: 1).first?.alert.storyID)
        for number in 0..<3 {
            let copy = Entry.sample(id: "copy", url: "https://\(number).example/")
            let summary = try await commit(
                copy, to: fixture, feed: "https://\(number).example/feed", placing: { _, _, _, _ in .joins(story) })
            #expect(summary.figures == [1, 0])
        }
        #expect(try fixture.number("SELECT count(*) FROM alert") == 2)
        #expect(try fixture.number("SELECT outlets FROM story") == 4)
    }

    @Test func `a second entry of one feed is no further outlet`() async throws {
        let fixture = try await StoreFixture()
        _ = try await commit(.sample(), to: fixture)
        let story = try #require(try fixture.reader().alerts(limit: 1).first?.alert.storyID)
        let second = Entry.sample(id: "2", title: "Second", url: "https://news.example/2")
        _ = try await commit(second, to: fixture, placing: { _, _, _, _ in .joins(story) })
        #expect(try fixture.number("SELECT outlets FROM story") == 1)
    }

    @Test func `backlog is stored and grouped, and the same story is told when it comes as news`() async throws {
        let fixture = try await StoreFixture()
        #expect(try await commit(.sample(), to: fixture, isTold: false).alerts.count == 0)
        let matched = try await fixture.store.matched(since: now)
        #expect(matched.map(\.entry) == [.sample()])
        let story = try #require(matched.first?.story)
        let news = Entry.sample(id: "x", url: "https://b.example/")
        let summary = try await commit(
            news, to: fixture, feed: "https://b.example/feed", placing: { _, _, _, _ in .joins(story) })
        #expect(summary.alerts.count == 1)
        #expect(try fixture.reader().alerts(limit: 1).first?.alert.outlets == 2)
    }

    @Test func `a story that a failed transaction took along is opened again`() async throws {
        let fixture = try await StoreFixture()
        let summary = try await commit(.sample(), to: fixture, placing: { _, _, _, id in .joins(id) })
        #expect(summary.alerts.count == 1)
        #expect(try fixture.number("SELECT count(*) FROM story") == 1)
    }

    @Test func `entries under one id for all open stories of their own`() async throws {
        let fixture = try await StoreFixture()
        let entries = StoreFixture.entries(0..<6).map { entry in
            var entry = entry
            entry.id = "guid"
            return entry
        }
        try await fixture.poll(entries, topics: ["us-china"])
        #expect(try fixture.number("SELECT count(*) FROM alert") == 6)
    }

    @Test func `entries that matched nothing belong to no story`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<3))
        #expect(try await fixture.store.matched(since: Timestamp(seconds: 0)).isEmpty)
    }

    @Test func `readers find alerts by topic, time, place and the beginning of an id`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<5), topics: ["us-china"])
        try await fixture.poll(StoreFixture.entries(5..<8), at: now + .seconds(60), topics: ["taiwan"])
        let reader = try fixture.reader()
        #expect(try reader.alerts(limit: 100).map(\.row) == [8, 7, 6, 5, 4, 3, 2, 1])
        #expect(try reader.alerts(limit: 2, topic: "us-china").map(\.row) == [5, 4])
        #expect(try reader.alerts(limit: 100, since: now + .seconds(1)).map(\.row) == [8, 7, 6])
        #expect(try reader.alerts(after: 6, limit: 100).map(\.row) == [7, 8])
        let alert = try #require(try reader.alerts(limit: 1).first)
        #expect(try reader.alerts(idPrefix: "#" + alert.alert.id) == [alert])
        #expect(try reader.alerts(idPrefix: String(alert.alert.id.prefix(15))) == [alert])
        #expect(try reader.alerts(idPrefix: "g").isEmpty)
        #expect(try reader.alerts(idPrefix: "").isEmpty)
    }
}
