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
        .changed(ReadDocument(validators: Validators(etag: "\"1\""), bodyHash: "aa", title: "News", movedTo: movedTo))
    }

    @Test func `a feed that answers is polled every 30 minutes, give or take a tenth`() {
        #expect(wait(next(changed(), jitter: 0)) == .seconds(1_620))
        #expect(wait(next(changed())) == .seconds(1_800))
        #expect(wait(next(changed(), jitter: 0.999)) == .seconds(1_980))
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

    @Test func `a feed's own interval counts, whatever floor and cap are, and the reason says so`() {
        let cases: [(Duration, Duration, String)] = [
            (.seconds(3_600), .seconds(3_600), "every 1h (the feed's own every)"),
            (.seconds(60), .seconds(60), "every 1m (the feed's own every)"),
            (.seconds(864_000), .seconds(864_000), "every 10d (the feed's own every)"),
            (.seconds(5_400), .seconds(5_400), "every 1h30m (the feed's own every)"),
        ]
        for (wanted, expected, reason) in cases {
            let feed = Feed(url: "https://news.example/", interval: wanted)
            let state = plan.next(after: changed(), state: PollState(), feed: feed, now: now, jitter: 0.5)
            #expect(wait(state) == expected && state.reason == reason)
        }
    }

    @Test func `failures back off from the floor to the cap, never shorter than before, and never give up`() {
        var state = PollState()
        var waits: [Duration] = []
        for _ in 0..<12 {
            state = next(.failed("connect: refused"), state)
            waits.append(wait(state) ?? .zero)
        }
        #expect(waits.first == .seconds(375) && waits.dropFirst().first == .seconds(750))
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(state.failures == 12 && state.lastError == "connect: refused")
        #expect(state.reason == "backoff after 12 failures")
        for _ in 0..<1_000 { state = next(.failed("still down"), state) }
        #expect(wait(state) == .seconds(86_400 * 95 / 100))
        #expect(wait(next(changed(), state)) == .seconds(1_800), "a success returns to normal")
    }

    @Test func `feeds that fail together do not come back together`() {
        var waits: Set<Duration?> = []
        for chance in 0..<100 {
            var state = PollState()
            for step in 0..<20 {
                state = next(.failed("down"), state, jitter: Double((chance * 37 + step * 11) % 100) / 100)
            }
            waits.insert(wait(state))
        }
        #expect(waits.count > 50)
    }

    @Test func `Retry-After is kept to the second, a little late rather than early`() {
        let asked = next(.retryAfter(.seconds(3_600), status: 429), jitter: 0)
        #expect(asked.notBefore == now + .seconds(3_600) && wait(asked) == .seconds(3_600))
        #expect(asked.reason == "the server asked to wait 1h (Retry-After)")
        #expect(asked.lastError == "HTTP 429, asked to wait 1h")
        #expect(wait(next(.retryAfter(.seconds(3_600), status: 503), jitter: 0.99)) == .seconds(3_957))
        #expect(next(.retryAfter(.seconds(9_999_999), status: 503)).notBefore == now + .seconds(86_400))
        #expect(wait(next(.retryAfter(.zero, status: 503), jitter: 0)) == .seconds(300))
    }

    @Test func `a feed's own interval does not outweigh Retry-After`() {
        let eager = Feed(url: feed.url, interval: .seconds(60))
        let state = plan.next(
            after: .retryAfter(.seconds(7_200), status: 429), state: PollState(), feed: eager, now: now, jitter: 0)
        #expect(state.nextPoll == now + .seconds(7_200))
    }

    @Test func `a server that refused is polled at most half as often as it did not like`() {
        let polled = PollState(lastPoll: now - .seconds(600), lastSuccess: now - .seconds(600))
        let refused = next(.retryAfter(.seconds(60), status: 429), polled)
        #expect(refused.wishes.patience == .seconds(1_200))
        let busy = Rhythm(arrivals: 10_000, watchedSeconds: 86_400, page: 10, lastArrival: now)
        var state = refused
        state.rhythm = busy
        state = next(.unchanged(validators: nil, movedTo: nil), state, jitter: 0)
        #expect(wait(state).map { $0 >= .seconds(1_190) } == true && state.decision.decisive == .patience)
        #expect(next(.retryAfter(.seconds(60), status: 503), polled).wishes.patience == nil)
    }

    @Test func `410 ends a feed, and one that works again is not gone`() {
        let gone = next(.gone)
        #expect(gone.isGone && gone.nextPoll == nil && gone.reason.contains("410"))
        #expect(!next(changed(), gone).isGone)
    }

    @Test func `410 at the address that a feed moved to sends it back to its own`() {
        let state = next(.gone, PollState(address: "https://new.example/"))
        #expect(!state.isGone && state.address == nil && wait(state) == .seconds(375))
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
        #expect(next(changed(), state).move == nil && next(.failed("down"), state).move == nil)
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
}
