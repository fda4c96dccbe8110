// SPDX-License-Identifier: Apache-2.0
// The columns of the table `feed` that hold why, what the publisher wishes, the feed's rhythm, and what stands in its place.
// Spans are whole seconds, but for the rhythm's own, which are REAL.

import GRDB
import Model

/// Reading and writing of those columns, all in one order.
enum RhythmColumns {
    static let names = [
        "decision", "ttl", "update_base", "skip_hours", "skip_days", "fresh_for", "patience", "arrivals", "watched",
        "peak", "page", "last_arrival", "longest_pause", "pauses", "is_overflowing", "gaps", "is_silent", "web_page",
    ]

    /// Reads the columns, which begin at `first` in `row`, into `state`.
    static func read(_ row: Row, from first: Int, into state: inout PollState) {
        state.decision = (row[first] as String?).flatMap(PollDecision.init) ?? older(state)
        state.wishes = PublisherWishes(
            ttl: span(row[first + 1]), updateBase: Timestamp(row[first + 2]),
            skips: SkipTimes(
                hourBits: UInt32(truncatingIfNeeded: row[first + 3] as Int64),
                dayBits: UInt8(truncatingIfNeeded: row[first + 4] as Int64)),
            freshFor: span(row[first + 5]), patience: span(row[first + 6]))
        state.rhythm = Rhythm(
            arrivals: row[first + 7], watchedSeconds: row[first + 8], peak: row[first + 9], page: row[first + 10],
            lastArrival: Timestamp(row[first + 11]), longestPause: row[first + 12], pauses: row[first + 13],
            isOverflowing: row[first + 14], gaps: row[first + 15], isSilent: row[first + 16])
        state.webPage = (row[first + 17] as String?).flatMap(WebPage.init)
    }

    static func add(_ state: PollState, to values: inout Parameters) {
        add(state.decision, state.wishes, to: &values)
        let rhythm = state.rhythm
        values.add(rhythm.arrivals)
        values.add(rhythm.watchedSeconds)
        values.add(rhythm.peak)
        values.add(Int64(rhythm.page))
        values.add(rhythm.lastArrival?.seconds)
        values.add(rhythm.longestPause)
        values.add(Int64(rhythm.pauses))
        values.add(rhythm.isOverflowing)
        values.add(Int64(rhythm.gaps))
        values.add(rhythm.isSilent)
        values.add(state.webPage?.description)
    }

    private static func add(_ decision: PollDecision, _ wishes: PublisherWishes, to values: inout Parameters) {
        values.add(decision.description)
        values.add(wishes.ttl?.components.seconds)
        values.add(wishes.updateBase?.seconds)
        values.add(Int64(wishes.skips.hours))
        values.add(Int64(wishes.skips.days))
        values.add(wishes.freshFor?.components.seconds)
        values.add(wishes.patience?.components.seconds)
    }

    private static func span(_ seconds: Int64?) -> Duration? {
        seconds.map { .seconds($0) }
    }

    /// A plan that was made before decisions were kept is told by its span alone.
    private static func older(_ state: PollState) -> PollDecision {
        guard let next = state.nextPoll, let last = state.lastPoll else {
            return PollDecision(state.isGone ? .gone : .nobody)
        }
        let asker = state.failures > 0 ? PollDecision.Asker.backoff : .interval
        return PollDecision(asker, [PollDecision.Input(asker, next - last)])
    }
}
