// SPDX-License-Identifier: Apache-2.0

import Model
import TestSupport
import Testing

@testable import Storing

struct ReleaseTests {
    private static let week = Set(Weekday.allCases)
    /// 26 April 2024, 18:05:11 UTC is when the fixture's clock starts.
    private static let morning = Timestamp(seconds: 1_714_201_200)
    private static let daily = Attention(digest: [WeeklyTimes(days: week, times: [7 * 3_600], zone: .utc)])
    private static let night = Attention(quiet: QuietHours(from: 18 * 3_600, to: 7 * 3_600, zone: .utc))
    private static let hourly = Attention(atMost: AlertRate(count: 2, span: .seconds(3_600)))

    @Test func `a digest gathers what came until its time, in one alert with deliveries of its own`() async throws {
        let fixture = try await AttentionFixture(Self.daily)
        let summary = try await fixture.tell(3)
        #expect(summary.alerts.isEmpty && summary.held == 3 && summary.nextRelease == Self.morning)
        #expect(
            try await fixture.release()
                == {
                    var none = Release(); none.next = Self.morning; return none
                }())
        #expect(try await fixture.delivered().isEmpty)

        fixture.now = Self.morning
        let release = try await fixture.release()
        let digest = try #require(release.alerts.first)
        #expect(release.alerts.count == 1 && release.next == nil)
        #expect(digest.kind == .digest && digest.storyID == "" && digest.entryID == nil && digest.feed == "")
        #expect(digest.title == "digest of 3 stories: Headline 0; Headline 1; Headline 2")
        #expect(digest.seen == Self.morning && digest.score == 1.7 && digest.outlets == 1)
        #expect(digest.carried?.count == 3 && digest.carried?.named.count == 3)
        #expect(try await fixture.delivered() == [digest])
        for stored in try fixture.base.reader().alerts(limit: 10) where stored.alert.kind == .new {
            #expect(stored.place == .carried(by: digest.id))
        }
        #expect(try await fixture.release().alerts.isEmpty)
        #expect(try fixture.base.reader().problems().isEmpty)
    }

    @Test func `one story that waited alone is told as itself`() async throws {
        let fixture = try await AttentionFixture(Self.night)
        #expect(try await fixture.tell().alerts.isEmpty)
        let held = try #require(try fixture.base.reader().alerts(limit: 1).first)
        #expect(held.place == .held(.quiet, until: Self.morning))
        fixture.now = Self.morning
        #expect(try await fixture.release().alerts == [held.alert])
        #expect(try await fixture.delivered() == [held.alert])
        #expect(try fixture.place(of: held.alert) == .told)
    }

    @Test func `what is beyond the limit becomes one line when the window frees, and that counts`() async throws {
        let fixture = try await AttentionFixture(Self.hourly)
        let start = fixture.now
        #expect(try await fixture.tell().alerts.count == 1)
        fixture.now = start + .seconds(600)
        let summary = try await fixture.tell(4)
        #expect(summary.alerts.count == 1 && summary.held == 3)
        #expect(summary.nextRelease == start + .seconds(3_600))
        fixture.now = start + .seconds(3_599)
        #expect(try await fixture.release().alerts.isEmpty)
        fixture.now = start + .seconds(3_600)
        let line = try #require(try await fixture.release().alerts.first)
        #expect(line.kind == .overflow)
        #expect(line.title == "3 more stories in the last hour: Headline 2; Headline 3; Headline 4")
        // Two were told within the hour: the second of the start and the line.
        #expect(try await fixture.tell().held == 1)
    }

    @Test func `a muted topic tells everything as one when it is over, and at once when it is ended`() async throws {
        let fixture = try await AttentionFixture()
        try await fixture.store.mute("us-china", until: fixture.now + .seconds(7_200))
        #expect(try fixture.base.reader().mutes(at: fixture.now) == ["us-china": fixture.now + .seconds(7_200)])
        #expect(try await fixture.tell(2).held == 2)
        #expect(try await fixture.release().alerts.isEmpty)
        #expect(
            try fixture.base.reader().heldAlerts() == [
                HeldAlerts(topic: "us-china", reason: .mute, count: 2, until: fixture.now + .seconds(7_200))
            ])
        try await fixture.store.mute("us-china", until: nil)
        #expect(try await fixture.release().alerts.first?.title.hasPrefix("2 stories while muted: ") == true)
        #expect(try await fixture.tell().alerts.count == 1)
    }

    @Test func `a topic that is gone tells what it held to the sinks it was made for`() async throws {
        let fixture = try await AttentionFixture(Self.daily)
        try await fixture.tell(2)
        fixture.topics = []
        #expect(try await fixture.release().alerts.map(\.kind) == [.digest])
        #expect(try await fixture.delivered().count == 1)
        #expect(try await fixture.store.waiting(for: "jsonl", limit: 9, now: fixture.now).deliveries.isEmpty)
    }

    @Test func `a rule that is gone holds nothing any longer, another one holds on`() async throws {
        let fixture = try await AttentionFixture(Self.daily)
        try await fixture.tell(2)
        fixture.attention["us-china"] = Self.night
        let release = try await fixture.release()
        #expect(release.alerts.isEmpty && release.next == Self.morning)
        fixture.attention = [:]
        #expect(try await fixture.release().alerts.count == 1)
    }

    @Test func `a clock that was far ahead keeps nothing for years`() async throws {
        let fixture = try await AttentionFixture(Self.hourly)
        let start = fixture.now
        fixture.now = start + .seconds(10 * 365 * 86_400)
        try await fixture.tell(5)
        fixture.now = start
        #expect(try await fixture.release().alerts.map(\.kind) == [.overflow])
    }

    @Test func `alerts of a document that is all new are told as one, which says so`() async throws {
        let fixture = try await AttentionFixture()
        let summary = try await fixture.tell(12, occasion: "Example News: 37 entries all new at once (redesign?)")
        #expect(summary.alerts.isEmpty && summary.nextRelease == fixture.now)
        try await fixture.tell(1)
        let release = try await fixture.release()
        #expect(release.alerts.map(\.kind) == [.digest])
        #expect(
            release.alerts.first?.title == "Example News: 37 entries all new at once (redesign?), 12 match: "
                + "Headline 0; Headline 1; Headline 2; …")
    }

    @Test func `a digest of ten thousand names fifty, the best first`() async throws {
        let fixture = try await AttentionFixture(Self.daily)
        try await fixture.tell(10_000)
        fixture.now = Self.morning
        let digest = try #require(try await fixture.release().alerts.first)
        #expect(digest.carried?.count == 10_000 && digest.carried?.named.count == 50)
        #expect(digest.carried?.unnamed == 9_950)
        let row = try #require(try fixture.base.reader().alerts(idPrefix: digest.id).first?.row)
        #expect(try fixture.base.reader().alerts(carriedBy: row, limit: .max).count == 10_000)
    }

    @Test func `a story is told again at the number of outlets that its topic asks for, once each`() async throws {
        let fixture = try await AttentionFixture(Attention(againAt: [3, 5]))
        let first = try #require(try await fixture.tell().alerts.first)
        var told: [[String]] = []
        for number in 2...7 {
            let copy = Entry.sample(id: "copy", title: "Copy", url: "https://\(number).example/")
            let summary = try await fixture.tell(
                [copy], feed: "https://\(number).example/feed", placing: { _, _, _, _ in .joins(first.storyID) })
            told.append(summary.alerts.map { "\($0.kind) \($0.outlets) \($0.title)" })
        }
        #expect(told == [[], ["growing 3 Headline 0"], [], ["growing 5 Headline 0"], [], []])
        let ids = try fixture.base.reader().alerts(limit: 9).map(\.alert).filter { $0.kind == .growing }.map(\.id)
        // printf 'us-china\0%s\0growing\0%s' $story $count | sha256sum
        #expect(
            ids
                == ["5", "3"].map { ShortHash.hexadecimal(["us-china", first.storyID, "growing", $0]) })
    }

    @Test func `growth passes the same rules, and a held story does not grow`() async throws {
        let fixture = try await AttentionFixture(
            Attention(quiet: QuietHours(from: 18 * 3_600, to: 7 * 3_600, zone: .utc), againAt: [2]))
        try await fixture.tell()
        let story = try #require(try fixture.base.reader().alerts(limit: 1).first?.alert.storyID)
        let copy = { (number: Int) in Entry.sample(id: "copy", title: "Copy", url: "https://\(number).example/") }
        let second = try await fixture.tell(
            [copy(2)], feed: "https://2.example/feed"
        ) { _, _, _, _ in .joins(story) }
        #expect(second.held == 0 && second.alerts.isEmpty)
        fixture.now = Self.morning
        #expect(try await fixture.release().alerts.map(\.kind) == [.new])
        fixture.now = StoreFixture.start + .seconds(86_400)
        let third = try await fixture.tell(
            [copy(3)], feed: "https://3.example/feed"
        ) { _, _, _, _ in .joins(story) }
        #expect(third.held == 1)
    }
}
