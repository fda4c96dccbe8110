// SPDX-License-Identifier: Apache-2.0

import Model
import TestSupport
import Testing

@testable import Storing

/// What becomes of a known entry whose headline its feed changes.
struct EditTests {
    private func entry(_ title: String, _ summary: String = "Talks in Beijing.") -> Entry {
        .sample(
            id: "tag:news.example,2024:1", title: title, url: "https://news.example/1", summary: summary,
            published: StoreFixture.start)
    }

    /// Polls the feed, which now has `entry` alone; an edit means `change` and matches `topics`.
    private func poll(
        _ entry: Entry, of fixture: StoreFixture, change: HeadlineChange = .material, topics: [String] = ["us-china"],
        isTold: Bool = true, feed: String = StoreFixture.feed, placing: @escaping Placing = { _, _, _, _ in .opens }
    ) async throws -> [Alert] {
        let sorted = try await fixture.store.sort([entry], of: feed)
        let drafts = topics.map { DraftAlert.sample(topic: $0) }
        let edits = sorted.edits.map { edit in
            var edit = edit
            (edit.change, edit.drafts) = (change, drafts)
            return edit
        }
        let refresh = Refresh(
            feed: feed, state: PollState(),
            fresh: sorted.fresh.map { FreshEntry(entry: $0, drafts: drafts, isTold: isTold) },
            knownKeys: sorted.knownKeys, edits: edits, at: StoreFixture.start)
        return try await fixture.store.commit(refresh, placing: placing).alerts
    }

    @Test func `a headline that changed is told once, in the outbox like any alert`() async throws {
        let fixture = try await StoreFixture()
        let first = try await poll(entry("Ministers meet"), of: fixture)
        let second = try await poll(entry("Ministers leave without agreement"), of: fixture)
        #expect(second.map(\.kind) == [.updated] && second.map(\.storyID) == first.map(\.storyID))
        #expect(second.map(\.title) == ["Ministers leave without agreement"])
        #expect(first.map(\.id) != second.map(\.id))
        #expect(try await poll(entry("Ministers leave without agreement"), of: fixture).isEmpty)
        #expect(try fixture.number("SELECT count(*) FROM delivery") == 2)
        #expect(try fixture.number("SELECT count(*) FROM entry") == 1)
    }

    @Test func `a headline that goes back to what it was is not told again`() async throws {
        let fixture = try await StoreFixture()
        _ = try await poll(entry("Ministers meet"), of: fixture)
        #expect(try await poll(entry("Ministers leave"), of: fixture).count == 1)
        #expect(try await poll(entry("Ministers meet"), of: fixture).isEmpty)
    }

    @Test func `a mended headline is stored and not told`() async throws {
        let fixture = try await StoreFixture()
        _ = try await poll(entry("Minsiters meet"), of: fixture)
        #expect(try await poll(entry("Ministers meet", "New text."), of: fixture, change: .minor).isEmpty)
        let stored = try fixture.reader().entries(after: 0, limit: 2).map(\.entry)
        #expect(stored.map(\.title) == ["Ministers meet"] && stored.map(\.summary) == ["New text."])
    }

    @Test func `a search finds an edited entry by its words of now, and not by the old ones`() async throws {
        let fixture = try await StoreFixture()
        _ = try await poll(entry("Ministers meet"), of: fixture)
        while try await fixture.store.indexEntries() > 0 {}
        _ = try await poll(entry("Ministers leave"), of: fixture)
        func found(_ word: String) throws -> Int {
            try fixture.number("SELECT count(*) FROM entry_fts WHERE entry_fts MATCH '\(word)'")
        }
        #expect(try found("leave") == 1)
        #expect(try found("meet") == 0)
    }

    @Test func `a change by which the topic does not match any more is not told, but that it is withdrawn`()
        async throws
    {
        let fixture = try await StoreFixture()
        _ = try await poll(entry("Ministers meet"), of: fixture)
        #expect(try await poll(entry("Recipes for autumn"), of: fixture, topics: []).isEmpty)
        let withdrawn = try await poll(entry("Withdrawn: ministers"), of: fixture, change: .notice, topics: [])
        #expect(withdrawn.map(\.kind) == [.updated] && withdrawn.map(\.topic) == ["us-china"])
        #expect(try fixture.number("SELECT count(*) FROM delivery WHERE sink = 'log'") == 2)
    }

    @Test func `an entry that matches since its edit is told, and later outlets are silent`() async throws {
        let fixture = try await StoreFixture()
        #expect(try await poll(entry("Ministers meet"), of: fixture, topics: []).isEmpty)
        let alerts = try await poll(entry("Ministers of China meet"), of: fixture, change: .minor)
        #expect(alerts.map(\.kind) == [.updated])
        let story = try #require(alerts.first).storyID
        let outlet = try await poll(
            entry("Ministers of China meet"), of: fixture, feed: "https://b.example/feed",
            placing: { _, _, _, _ in .joins(story) })
        #expect(outlet.isEmpty)
    }

    @Test func `an entry that was stored silently stays silent`() async throws {
        let fixture = try await StoreFixture()
        #expect(try await poll(entry("Ministers meet"), of: fixture, isTold: false).isEmpty)
        #expect(try await poll(entry("Ministers leave"), of: fixture).isEmpty)
        #expect(try await poll(entry("Withdrawn"), of: fixture, change: .notice).isEmpty)
    }

    @Test func `a page that is rewritten all day is told four times`() async throws {
        let fixture = try await StoreFixture()
        var told: [Alert] = []
        for number in 0..<10 { told += try await poll(entry("Live: take \(number)"), of: fixture) }
        #expect(told.map(\.kind) == [.new, .updated, .updated, .updated])
        #expect(Set(told.map(\.id)).count == 4)
    }

    @Test func `other outlets of a story edit silently`() async throws {
        let fixture = try await StoreFixture()
        let story = try #require(try await poll(entry("Ministers meet"), of: fixture).first).storyID
        let feed = "https://b.example/feed"
        let joins: Placing = { _, _, _, _ in .joins(story) }
        #expect(try await poll(entry("Ministers meet"), of: fixture, feed: feed, placing: joins).isEmpty)
        #expect(try await poll(entry("Ministers leave"), of: fixture, feed: feed, placing: joins).isEmpty)
    }
}
