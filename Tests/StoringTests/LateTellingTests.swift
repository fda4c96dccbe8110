// SPDX-License-Identifier: Apache-2.0

import Model
import TestSupport
import Testing

@testable import Storing

/// Stored entries told on request, after a topic was edited.
struct LateTellingTests {
    private let later = StoreFixture.start + .seconds(3_600)

    private func late(_ fixture: StoreFixture, _ rows: [Int64], story: String? = nil, topic: String = "taiwan")
        async throws -> LateStory
    {
        let entries = try await fixture.store.entries(inRows: rows)
        return LateStory(story: story, matches: entries.map { LateMatch($0, drafts: [.sample(topic: topic)]) })
    }

    @Test func `entries that were in no story become one, told once by the first`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(1..<4))
        let story = try await late(fixture, [3, 1])
        let alerts = try await fixture.store.tell([story], at: later)
        #expect(alerts.map(\.title) == ["Headline 1"] && alerts[0].kind == .new && alerts[0].seen == later)
        #expect(try await fixture.store.tell([story], at: later).isEmpty)
        #expect(try fixture.number("SELECT count(*) FROM story") == 1)
        #expect(try fixture.number("SELECT count(DISTINCT story) FROM story_entry WHERE entry IN (1, 3)") == 1)
        #expect(try fixture.number("SELECT at FROM story_entry WHERE entry = 3") == Int(StoreFixture.start.seconds))
        #expect(try fixture.number("SELECT count(*) FROM delivery") == 1)
    }

    @Test func `an entry stays in the story it tells, which another topic had told`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(1..<3), topics: ["us-china"])
        let known = try #require(try fixture.reader().alerts(limit: 1).first?.alert.storyID)
        let alerts = try await fixture.store.tell(
            [try await late(fixture, [2]), try await late(fixture, [1], topic: "us-china")], at: later)
        #expect(alerts.map(\.topic) == ["taiwan"] && alerts[0].storyID == known)
        #expect(try fixture.number("SELECT count(*) FROM story") == 2)
    }

    @Test func `an entry joins the stored story that is named, and an unknown name opens one`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(1..<2), topics: ["us-china"])
        try await fixture.poll(StoreFixture.entries(2..<4), of: "https://other.example/feed.xml")
        let known = try #require(try fixture.reader().alerts(limit: 1).first?.alert.storyID)
        let alerts = try await fixture.store.tell(
            [
                try await late(fixture, [2], story: known),
                try await late(fixture, [3], story: "0000000000000001"), try await late(fixture, [99]),
            ], at: later)
        #expect(alerts.map(\.storyID).first == known && alerts.map(\.outlets) == [2, 1])
        #expect(alerts.count == 2 && alerts[1].storyID != "0000000000000001")
    }
}
