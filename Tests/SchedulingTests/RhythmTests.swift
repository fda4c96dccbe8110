// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Scheduling

struct RhythmTests {
    private let plan = PollPlan()
    private let feed = Feed(url: "http://a/")

    /// Polls when due for so many days a feed that lists `page` entries and gets a new one every `spacing` seconds until
    /// `end`; the states after each poll.
    private func watch(_ days: Int64, page: Int, spacing: Int64, until end: Int64 = .max) -> [PollState] {
        var states = [PollState()]
        var (now, seen) = (Int64(1_793_491_200), Int64(0))
        let start = now
        while now - start < days * 86_400, let state = states.last {
            let appeared = Int64(page) + min(now - start, end) / spacing
            let new = min(Int64(page), appeared - seen)
            let tally = Tally(entries: page, new: Int(new), medianAge: .seconds(spacing * Int64(page) / 2))
            let result =
                new > 0
                ? PollResult.changed(ReadDocument(validators: Validators(), bodyHash: "", tally: tally))
                : .unchanged(validators: nil, movedTo: nil)
            let moment = Timestamp(seconds: now)
            let next = plan.next(after: result, state: state, feed: feed, now: moment, jitter: 0.5)
            states.append(next)
            seen = appeared
            now = next.nextPoll?.seconds ?? .max
        }
        return Array(states.dropFirst())
    }

    private func interval(_ state: PollState?) -> Duration? {
        guard let state, let next = state.nextPoll, let last = state.lastPoll else { return nil }
        return next - last
    }

    @Test func `two entries an hour are polled at the default interval`() throws {
        let wait = try #require(interval(watch(10, page: 100, spacing: 1_800).last))
        #expect(wait > .seconds(1_700) && wait < .seconds(1_900))
    }

    @Test func `four times the rate is polled twice as often`() throws {
        let wait = try #require(interval(watch(10, page: 100, spacing: 450).last))
        #expect(wait > .seconds(850) && wait < .seconds(950))
    }

    @Test func `the dates of the first document tell a busy feed at once`() throws {
        let wait = try #require(interval(watch(1, page: 20, spacing: 20).first))
        #expect(wait <= .seconds(367), "the floor, spread: \(wait)")
    }

    @Test func `a first document of old entries does not make a feed slow`() throws {
        #expect(interval(watch(1, page: 20, spacing: 86_400).first) == .seconds(1_800))
    }

    @Test func `a quiet feed is polled at least once a day`() throws {
        let wait = try #require(interval(watch(200, page: 10, spacing: 60 * 86_400).last))
        #expect(wait >= .seconds(8 * 3_600) && wait <= .seconds(86_400))
    }

    @Test func `a short page is polled sooner, lest a burst fills it`() throws {
        let state = try #require(watch(10, page: 12, spacing: 900).last)
        let wait = try #require(interval(state))
        let wanted = try #require(state.decision.wish(of: .rhythm)).inSeconds
        let full = 12 * 900 / 20.0
        let best = (0.1 * wanted * wanted + 0.9 * full * full).squareRoot()
        #expect(state.decision.decisive == .page && abs(wait.inSeconds - best) < best / 20)
        #expect(try #require(watch(10, page: 100, spacing: 900).last).decision.decisive == .rhythm)
    }

    @Test func `in a burst half of the page is the limit`() throws {
        let quiet = Rhythm(arrivals: 10, watchedSeconds: 864_000, peak: 0.01, page: 20, lastArrival: .init(seconds: 0))
        #expect(quiet.secondsBeforeLoss(wanted: 7_200) == 1_000)
    }

    @Test func `a document without a known entry is a possible gap, told when it begins, and polled faster`() {
        let before = PollState(
            lastPoll: Timestamp(seconds: 0), lastSuccess: Timestamp(seconds: 0),
            rhythm: Rhythm(arrivals: 10, watchedSeconds: 86_400, page: 20, lastArrival: Timestamp(seconds: 0)))
        func after(_ state: PollState, new: Int, of entries: Int) -> PollState {
            let tally = Tally(entries: entries, new: new)
            let now = (state.lastPoll ?? Timestamp(seconds: 0)) + .seconds(3_600)
            return plan.next(
                after: .changed(ReadDocument(validators: Validators(), bodyHash: "", tally: tally)), state: state,
                feed: feed, now: now, jitter: 0.5)
        }
        let gap = after(before, new: 18, of: 20)
        #expect(gap.rhythm.gaps == 1 && HealthChange.between(before, gap) == [.possibleGap(entries: 20)])
        #expect((interval(gap) ?? .zero) < (interval(after(before, new: 1, of: 20)) ?? .zero) / 2)
        let again = after(gap, new: 20, of: 20)
        #expect(again.rhythm.gaps == 2 && HealthChange.between(gap, again).isEmpty)
        let fine = after(again, new: 17, of: 20)
        #expect(fine.rhythm.gaps == 2 && !fine.rhythm.isOverflowing)
        #expect(after(before, new: 4, of: 4).rhythm.gaps == 0, "too few to tell")
        #expect(after(PollState(), new: 20, of: 20).rhythm.gaps == 0, "a feed never read has no gap")
    }

    @Test func `silence for three times the longest pause is told once, and its end`() throws {
        let day = Int64(86_400)
        let states = watch(14, page: 20, spacing: 7_200, until: 10 * day)
        let changes = zip(states, states.dropFirst()).flatMap { HealthChange.between($0, $1) }
        #expect(changes.count == 1)
        guard case .silent(let since)? = changes.first, let silent = states.first(where: \.rhythm.isSilent)?.lastPoll
        else {
            Issue.record("no silence told: \(changes)")
            return
        }
        #expect(silent - since > .seconds(3 * 7_200) && silent - since < .seconds(6 * 7_200))
        let last = try #require(states.last)
        let heard = plan.next(
            after: .changed(ReadDocument(validators: Validators(), bodyHash: "", tally: Tally(entries: 20, new: 1))),
            state: last, feed: feed, now: (last.lastPoll ?? since) + .seconds(60), jitter: 0)
        #expect(HealthChange.between(last, heard) == [.spoke])
    }

    @Test func `a feed that was hardly watched is not called silent`() {
        #expect(watch(5, page: 20, spacing: 600, until: 86_400).allSatisfy { !$0.rhythm.isSilent })
    }

    @Test func `failures are told after the third, recovery once, hiccups not at all`() {
        var states = [PollState(lastSuccess: Timestamp(seconds: 0))]
        let results: [PollResult] = [
            .failed("a"), .unchanged(validators: nil, movedTo: nil), .failed("a"), .failed("b"), .failed("c"),
            .failed("d"), .unchanged(validators: nil, movedTo: nil), .unchanged(validators: nil, movedTo: nil), .gone,
            .gone,
        ]
        for (step, result) in results.enumerated() {
            let now = Timestamp(seconds: Int64(step + 1) * 3_600)
            states.append(plan.next(after: result, state: states[step], feed: feed, now: now, jitter: 0.5))
        }
        let changes = zip(states, states.dropFirst()).flatMap { HealthChange.between($0, $1) }
        #expect(changes == [.failing(failures: 3, error: "c"), .recovered(failures: 4), .gone])
    }
}
