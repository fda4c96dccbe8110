// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Scheduling

struct PollPlanTests {
    private let plan = PollPlan()
    private let feed = Feed(url: "https://news.example/feed.xml")
    private let now = Timestamp(seconds: 1_714_154_711)

    private func next(_ result: PollResult, _ state: PollState = PollState(), jitter: Double = 0.5) -> PollState {
        plan.next(after: result, state: state, feed: feed, now: now, jitter: jitter)
    }

    private func wait(_ state: PollState) -> Duration? {
        state.nextPoll.map { $0 - now }
    }

    private func changed(movedTo: String? = nil) -> PollResult {
        .changed(validators: Validators(etag: "\"1\""), bodyHash: "aa", title: "News", movedTo: movedTo)
    }

    @Test func `a feed that answers is polled every 30 minutes, give or take a tenth`() {
        #expect(wait(next(changed(), jitter: 0)) == .seconds(1_620))
        #expect(wait(next(changed())) == .seconds(1_800))
        #expect(wait(next(changed(), jitter: 0.999)) == .seconds(1_979))
        #expect(next(changed()).reason == "every 30m")
    }

    @Test func `what was learnt is kept and the failure forgotten`() {
        let state = next(changed(), PollState(failures: 4, lastError: "HTTP 500", notBefore: now))
        #expect(state.validators.etag == "\"1\"" && state.bodyHash == "aa" && state.title == "News")
        #expect(state.lastPoll == now && state.lastSuccess == now)
        #expect(state.failures == 0 && state.lastError == nil && state.notBefore == nil)
    }

    @Test func `an unchanged feed keeps its validators and title unless there are new ones`() {
        let before = next(changed())
        #expect(next(.unchanged(validators: nil, movedTo: nil), before).validators.etag == "\"1\"")
        let after = next(.unchanged(validators: Validators(etag: "\"2\""), movedTo: nil), before)
        #expect(after.validators.etag == "\"2\"" && after.title == "News" && after.bodyHash == "aa")
    }

    @Test func `a feed's own interval counts, within floor and cap, and the reason says so`() {
        let cases: [(Duration, Duration, String)] = [
            (.seconds(3_600), .seconds(3_600), "every 1h"), (.seconds(1), .seconds(300), "every 5m (the floor)"),
            (.seconds(864_000), .seconds(86_400), "every 1d (the cap)"),
            (.seconds(5_400), .seconds(5_400), "every 90m"),
        ]
        for (wanted, expected, reason) in cases {
            let feed = Feed(url: "https://news.example/", interval: wanted)
            let state = plan.next(after: changed(), state: PollState(), feed: feed, now: now, jitter: 0.5)
            #expect(wait(state) == expected && state.reason == reason)
        }
    }

    @Test func `failures back off by doubling from the floor to the cap and never give up`() {
        var state = PollState()
        var waits: [Duration?] = []
        for _ in 0..<12 {
            state = next(.failed("connect: refused"), state)
            waits.append(wait(state))
        }
        let minutes: [Int64] = [5, 10, 20, 40, 80, 160, 320, 640, 1_280, 1_440, 1_440, 1_440]
        #expect(waits == minutes.map { .seconds($0 * 60) })
        #expect(
            state.failures == 12 && state.lastError == "connect: refused" && state.reason == "backoff after 12 failures"
        )
        for _ in 0..<1_000 { state = next(.failed("still down"), state) }
        #expect(wait(state) == .seconds(86_400))
    }

    @Test func `Retry-After is kept to the second, a little late rather than early`() {
        let asked = next(.retryAfter(.seconds(3_600), message: "HTTP 429"), jitter: 0)
        #expect(asked.notBefore == now + .seconds(3_600) && wait(asked) == .seconds(3_600))
        #expect(asked.reason == "the server asked to wait 1h (Retry-After)" && asked.lastError == "HTTP 429")
        #expect(wait(next(.retryAfter(.seconds(3_600), message: ""), jitter: 0.99)) == .seconds(3_956))
        #expect(next(.retryAfter(.seconds(9_999_999), message: "")).notBefore == now + .seconds(86_400))
        #expect(wait(next(.retryAfter(.zero, message: ""), jitter: 0)) == .seconds(300))
    }

    @Test func `410 ends a feed, and one that works again is not gone`() {
        let gone = next(.gone)
        #expect(gone.isGone && gone.nextPoll == nil && gone.reason.contains("410"))
        #expect(!next(changed(), gone).isGone)
    }

    @Test func `410 at the address that a feed moved to sends it back to its own`() {
        let state = next(.gone, PollState(address: "https://new.example/"))
        #expect(!state.isGone && state.address == nil && wait(state) == .seconds(300))
    }

    @Test func `three equal permanent redirects in a row change the address in use`() {
        var state = PollState()
        for poll in 1...2 {
            state = next(changed(movedTo: "https://new.example/"), state)
            #expect(state.address == nil && state.move == Move(target: "https://new.example/", polls: poll))
        }
        state = next(.unchanged(validators: nil, movedTo: "https://new.example/"), state)
        #expect(state.address == "https://new.example/" && state.move == nil)
        #expect(next(changed(), state).address == "https://new.example/")
    }

    @Test func `a redirect that changes or stops is not believed`() {
        var state = next(changed(movedTo: "https://a.example/"))
        state = next(changed(movedTo: "https://b.example/"), state)
        #expect(state.move == Move(target: "https://b.example/", polls: 1))
        #expect(next(changed(), state).move == nil)
    }

    @Test func `a redirect back to the configured URL ends the move`() {
        var state = PollState(address: "https://new.example/")
        for _ in 1...3 { state = next(changed(movedTo: feed.url), state) }
        #expect(state.address == nil)
    }

    @Test func `an address that fails three times is given up for the configured URL`() {
        var state = PollState(validators: Validators(etag: "x"), address: "https://new.example/")
        for _ in 1...2 { state = next(.failed("HTTP 404"), state) }
        #expect(state.address != nil)
        state = next(.failed("HTTP 404"), state)
        #expect(state.address == nil && state.validators == Validators())
    }

    @Test func `a plan made by a clock that was ahead delays a feed by one interval at most`() {
        let ahead = PollState(nextPoll: now + .seconds(172_800), lastPoll: now + .seconds(171_000))
        #expect(plan.due(ahead, of: feed, now: now) == now + .seconds(1_800))
        let sound = PollState(nextPoll: now + .seconds(40_000), lastPoll: now - .seconds(60))
        #expect(plan.due(sound, of: feed, now: now) == sound.nextPoll)
        #expect(plan.due(PollState(), of: feed, now: now) == nil)
    }

    @Test func `any history keeps to floor, cap and notBefore`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            var state = PollState()
            for _ in 0..<30 {
                let result: PollResult =
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: changed(movedTo: Bool.random() ? "https://new.example/" : nil)
                    case 1: .unchanged(validators: nil, movedTo: nil)
                    case 2: .failed("x")
                    default: .retryAfter(.seconds(Int64.random(in: -10...200_000)), message: "429")
                    }
                state = next(result, state, jitter: Double.random(in: 0..<1))
                let wait = wait(state) ?? .zero
                #expect(wait >= .seconds(300) && wait <= .seconds(95_040))
                #expect(state.notBefore.map { $0 <= now + wait } ?? true)
            }
        }
    }
}
