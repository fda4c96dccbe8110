// SPDX-License-Identifier: Apache-2.0

import Alerting
import Model
import Storing
import TestServing
import TestSupport
import Testing

@testable import Watching

@Suite struct StormBreakerTests {
    private static let now = Timestamp(seconds: 1_793_491_200)
    private static let lastPoll = now - .seconds(1_800)

    /// A feed of two entries an hour, watched for a week.
    private static let known = Rhythm(
        arrivals: 250, watchedSeconds: 450_000, peak: 0.001, page: 30, lastArrival: lastPoll, longestPause: 20_000,
        pauses: 120, isOverflowing: false, gaps: 2)

    private func state(_ change: (inout Rhythm) -> Void = { _ in }) -> PollState {
        var rhythm = Self.known
        change(&rhythm)
        return PollState(lastPoll: Self.lastPoll, lastSuccess: Self.lastPoll, rhythm: rhythm)
    }

    /// New entries, of which `matching` match, published by `date`.
    private func fresh(
        _ count: Int, matching: Int = 12, isTold: Bool = true, published date: (Int) -> Timestamp? = { _ in nil }
    ) throws -> [FreshEntry] {
        (0..<count).map { number in
            let entry = Entry.sample(id: "\(number)", published: date(number))
            let draft = DraftAlert(
                topic: "us-china", score: 1, priority: .notice, feedTitle: "News", sinks: [], why: [])
            return FreshEntry(
                entry: KeyedEntry(entry: entry, keys: []), drafts: number < matching ? [draft] : [], isTold: isTold)
        }
    }

    private func isStorm(_ fresh: [FreshEntry], of entries: Int, _ state: PollState) -> Bool {
        StormBreaker(state: state, now: Self.now).isStorm(fresh, of: entries)
    }

    @Test func `a well-known feed whose entries are all new at once is rebuilt`() throws {
        #expect(isStorm(try fresh(37), of: 37, state()))
        #expect(isStorm(try fresh(34), of: 37, state()))
        // Old news under new ids, or everything dated to the minute of the move.
        #expect(isStorm(try fresh(37) { Self.now - .seconds(3_600 * ($0 + 2)) }, of: 37, state()))
        #expect(isStorm(try fresh(37) { _ in Self.now - .seconds(60) }, of: 37, state()))
    }

    @Test func `a first fetch, a feed of a day and a half-known document are none`() throws {
        #expect(!isStorm(try fresh(37), of: 37, PollState()))
        #expect(!isStorm(try fresh(37), of: 37, state { $0.watchedSeconds = 80_000 }))
        #expect(!isStorm(try fresh(37), of: 37, state { $0.pauses = 2 }))
        #expect(!isStorm(try fresh(33), of: 37, state()))
        #expect(!isStorm(try fresh(9), of: 9, state()))
    }

    @Test func `a wire feed with nine new of ten is a busy one`() throws {
        // Its usual hour: a page of ten, nearly all of it new at each poll.
        #expect(!isStorm(try fresh(9, matching: 9), of: 10, state { $0.peak = 0.004 }))
        #expect(!isStorm(try fresh(9, matching: 9), of: 10, state { $0.isOverflowing = true }))
        #expect(!isStorm(try fresh(9, matching: 9), of: 10, state { $0.gaps = 40 }))
        // An unusual hour: one after another since the last poll.
        #expect(!isStorm(try fresh(9, matching: 9) { Self.lastPoll + .seconds(120 * ($0 + 1)) }, of: 10, state()))
        // Watched for a minute, as in a trial.
        #expect(!isStorm(try fresh(10, matching: 10), of: 10, state { $0.watchedSeconds = 60 }))
    }

    @Test func `a rebuilt site is told as one alert and by an event, and later entries as always`() async throws {
        let topic = Topic(id: "reports", signals: [Topic.Signal(points: 1, expression: "report")])
        let watched = try await WatchedFeed(topics: [topic])
        for number in 0..<14 {
            _ = try await watched.poll(.feed(number..<(number + 20)), after: .seconds(3 * 3_600))
        }
        #expect(try watched.alerts().count == 13)
        let said = try await watched.poll(.feed(1_000..<1_020), after: .seconds(3_600))
        #expect(said.contains { $0.event == .feedStorm && $0.message.contains("its 20 entries are all new at once") })
        let after = try watched.alerts()
        #expect(after.count == 13 + 20 + 1)
        #expect(
            after.last == "digest News: 20 entries all new at once (redesign?), 20 match: Report number 1000; "
                + "Report number 1001; Report number 1002; …")
        #expect(try await watched.poll(.feed(1_001..<1_021)).isEmpty)
        #expect(try watched.alerts().last == "new Report number 1020")
        try await watched.stop()
    }

    @Test func `a long pause explains much that is new`() throws {
        var late = state()
        late.lastSuccess = Self.now - .seconds(14 * 86_400)
        #expect(!isStorm(try fresh(37), of: 37, late))
    }

    @Test func `a few matches are told by themselves, and backlog is told not at all`() throws {
        #expect(!isStorm(try fresh(37, matching: 3), of: 37, state()))
        #expect(isStorm(try fresh(37, matching: 4), of: 37, state()))
        #expect(!isStorm(try fresh(37, isTold: false), of: 37, state()))
    }
}
