// SPDX-License-Identifier: Apache-2.0

import Model
import TestSupport
import Testing

@testable import Scheduling

/// Random histories by a seeded generator: what holds after every poll, whatever came before.
struct HistoryTests {
    /// SplitMix64.
    private let plan = PollPlan()

    private func wishes(_ random: inout SeededRandom) -> PublisherWishes {
        var wishes = PublisherWishes()
        if Bool.random(using: &random) { wishes.ttl = random.span(-10...4_000_000) }
        if Bool.random(using: &random) { wishes.freshFor = random.span(-10...200_000) }
        if Bool.random(using: &random) { wishes.updateBase = Timestamp(seconds: random.next() % 2 == 0 ? 0 : .min / 4) }
        if Bool.random(using: &random) {
            wishes.skips = SkipTimes(
                hourBits: UInt32.random(in: 0...(.max), using: &random), dayBits: .random(in: 0...127, using: &random))
        }
        return wishes
    }

    private func result(_ random: inout SeededRandom) -> PollResult {
        switch Int.random(in: 0..<8, using: &random) {
        case 0...2:
            let entries = Int.random(in: 0...100, using: &random)
            let tally = Tally(
                entries: entries, new: Int.random(in: 0...entries, using: &random),
                medianAge: Bool.random(using: &random) ? random.span(-1_000...100_000_000) : nil)
            return .changed(
                ReadDocument(validators: Validators(), bodyHash: "", wishes: wishes(&random), tally: tally))
        case 3, 4: return .unchanged(validators: nil, movedTo: nil, freshFor: random.span(0...9_000))
        case 5: return .retryAfter(random.span(-10...200_000), status: Bool.random(using: &random) ? 429 : 503)
        case 6: return .gone
        default: return .failed("x")
        }
    }

    /// Runs `check` after each poll of many feeds' lives; polls come when they are due, or at any other time.
    private func live(
        every: Duration? = nil, seed: UInt64 = 1, check: (PollResult, PollState, PollState, Timestamp) -> Void
    ) {
        var random = SeededRandom(seed: seed)
        let feed = Feed(url: "http://a/", interval: every)
        for _ in 0..<300 {
            var (state, now) = (PollState(), Timestamp(seconds: 1_793_491_200))
            for _ in 0..<40 {
                let (before, result) = (state, result(&random))
                let jitter = Double.random(in: 0..<1, using: &random)
                state = plan.next(after: result, state: state, feed: feed, now: now, jitter: jitter)
                check(result, before, state, now)
                now = Bool.random(using: &random) ? state.nextPoll ?? now : now + random.span(-50_000...100_000)
            }
        }
    }

    @Test func `no poll is planned before an announced Retry-After, whatever the feed's own interval`() {
        for every in [nil, Duration.seconds(1)] {
            live(every: every) { result, _, state, now in
                guard case .retryAfter(let wait, _) = result else { return }
                let end = now + min(max(wait, .zero), .seconds(86_400))
                #expect(state.notBefore == end && state.nextPoll.map { $0 >= end } == true)
            }
        }
    }

    @Test func `every wait lies between floor and cap unless the publisher said otherwise`() {
        live { result, _, state, now in
            guard let next = state.nextPoll else { return }
            let wait = next - now
            let wishes = state.wishes
            let allowed = [wishes.ttl, wishes.freshFor].compactMap(\.self).filter { $0 > .zero }
            let floor = allowed.isEmpty ? plan.floor : min(plan.floor, max(allowed.max() ?? .zero, .seconds(60)))
            #expect(wait >= floor)
            let calendar = wishes.skips.isEmpty ? Duration.zero : .seconds(7 * 86_400)
            let schedule = wishes.updateBase == nil ? Duration.zero : plan.cap
            #expect(wait <= plan.cap * 1.1 + .seconds(1) + calendar + schedule)
            if allowed.isEmpty, calendar == .zero, wishes.patience == nil, case .unchanged = result {
                #expect(wait <= plan.cap)
            }
        }
    }

    @Test func `no poll is planned into skipped hours`() {
        live { _, _, state, _ in
            if let next = state.nextPoll { #expect(!state.wishes.skips.contains(next)) }
        }
    }

    @Test func `each failure waits at least as long as the one before, up to the cap`() {
        live { result, before, after, now in
            guard case .failed = result, let last = before.decision.wish(of: .backoff),
                let this = after.decision.wish(of: .backoff)
            else { return }
            #expect(this >= last || this >= plan.cap * 0.9 - .seconds(1))
        }
    }

    @Test func `the same history makes the same plan, and the plan can be read again`() {
        var (first, second): ([PollState], [PollState]) = ([], [])
        live { _, _, state, _ in first.append(state) }
        live { _, _, state, _ in second.append(state) }
        #expect(first == second && first.count == 12_000)
        #expect(first.allSatisfy { PollDecision($0.decision.description) == $0.decision })
    }

    @Test func `a thousand feeds that were polled together are spread over a fifth of their interval`() {
        var random = SeededRandom(seed: 3)
        let now = Timestamp(seconds: 1_793_491_200)
        let waits = (0..<1_000).map { _ in
            let state = plan.next(
                after: .unchanged(validators: nil, movedTo: nil), state: PollState(), feed: Feed(url: "http://a/"),
                now: now, jitter: Double.random(in: 0..<1, using: &random))
            return (state.nextPoll ?? now).seconds - now.seconds
        }
        let quarters = Dictionary(grouping: waits) { ($0 - 1_620) / 90 }.mapValues(\.count)
        #expect(waits.allSatisfy { (1_620...1_980).contains($0) })
        #expect((0..<4).allSatisfy { (180...320).contains(quarters[$0] ?? 0) })
    }
}

extension SeededRandom {
    fileprivate mutating func span(_ range: ClosedRange<Int64>) -> Duration {
        .seconds(Int64.random(in: range, using: &self))
    }
}
