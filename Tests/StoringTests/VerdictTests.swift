// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Storing

/// What users say of entries.
@Suite struct VerdictTests {
    private func row(_ fixture: StoreFixture) throws -> Int64 {
        try #require(try fixture.reader().entries(after: 0, limit: 1).first).row
    }

    @Test func `a mark is kept with the entry, a second one takes its place, none takes it back`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<1))
        let row = try row(fixture)
        let good = Mark(entry: row, topic: "us-china", isRelevant: true)
        #expect(try await fixture.store.mark(good, at: StoreFixture.start) == .marked(before: nil))
        let bad = Mark(entry: row, topic: "us-china", isRelevant: false, alert: "5f0c")
        #expect(try await fixture.store.mark(bad, at: StoreFixture.start + .seconds(9)) == .marked(before: true))
        let other = Mark(entry: row, topic: "taiwan", isRelevant: true)
        #expect(try await fixture.store.mark(other, at: StoreFixture.start) == .marked(before: nil))
        let kept = try #require(try fixture.reader().verdicts(topic: "us-china").first)
        #expect(kept.isRelevant == false && kept.alert == "5f0c" && kept.at == StoreFixture.start + .seconds(9))
        #expect(kept.feed == StoreFixture.feed && kept.entry == StoreFixture.entries(0..<1)[0])
        #expect(try fixture.reader().verdicts().map(\.topic) == ["taiwan", "us-china"])
        let none = Mark(entry: row, topic: "us-china", isRelevant: nil)
        #expect(try await fixture.store.mark(none, at: StoreFixture.start) == .marked(before: false))
        #expect(try fixture.reader().verdicts(topic: "us-china").isEmpty)
    }

    @Test func `a verdict outlives its entry and may still change`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<3))
        let row = try row(fixture)
        let mark = Mark(entry: row, topic: "us-china", isRelevant: true)
        _ = try await fixture.store.mark(mark, at: StoreFixture.start)
        while try await fixture.store.prune(entriesBefore: StoreFixture.start + .seconds(9)) > 0 {}
        #expect(try fixture.reader().entries(after: 0, limit: 9).allSatisfy { $0.row != row })
        let link = try #require(try fixture.reader().verdicts().first?.entry.url)
        #expect(try fixture.reader().judgedEntry(named: link) == row)
        let bad = Mark(entry: row, topic: "us-china", isRelevant: false)
        #expect(try await fixture.store.mark(bad, at: StoreFixture.start) == .marked(before: true))
        #expect(try fixture.reader().verdicts().map(\.entry.title) == ["Headline 0"])
    }

    @Test func `an entry that is not there cannot be marked`() async throws {
        let fixture = try await StoreFixture()
        let mark = Mark(entry: 77, topic: "us-china", isRelevant: true)
        #expect(try await fixture.store.mark(mark, at: StoreFixture.start) == .noEntry)
    }

    @Test func `what was said of the entry of an alert is said of the alert`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<2), topics: ["us-china", "taiwan"])
        let alerts = try fixture.reader().alerts(limit: 9, topic: "taiwan").reversed()
        let first = try #require(alerts.first)
        let entry = try #require(try fixture.reader().entry(ofAlert: first.row))
        let mark = Mark(entry: entry.row, topic: "taiwan", isRelevant: false)
        _ = try await fixture.store.mark(mark, at: StoreFixture.start)
        #expect(try fixture.reader().marksOfAlerts() == [first.alert.id: false])
    }

    @Test func `a long text is kept in part`() async throws {
        let fixture = try await StoreFixture()
        var entry = StoreFixture.entries(0..<1)[0]
        entry.content = String(repeating: "word ", count: 8_000)
        try await fixture.poll([entry])
        _ = try await fixture.store.mark(
            Mark(entry: try row(fixture), topic: "us-china", isRelevant: true), at: StoreFixture.start)
        let kept = try #require(try fixture.reader().verdicts().first?.entry)
        #expect(kept.title == entry.title && kept.summary == entry.summary)
        #expect((16_000...16_384).contains((kept.title + kept.summary + kept.content).utf8.count))
    }
}
