// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Scheduling

/// What publishers say, and how far they are followed. 1 November 2026 was a Sunday.
struct PublisherTests {
    private let plan = PollPlan()
    private let midnight = Timestamp(seconds: 1_793_491_200)

    private func decide(
        _ wishes: PublisherWishes, rhythm: Rhythm = Rhythm(), every: Duration? = nil, at now: Timestamp? = nil,
        jitter: Double = 0
    ) -> (wait: Duration, state: PollState) {
        let now = now ?? midnight
        let state = plan.next(
            after: .changed(ReadDocument(validators: Validators(), bodyHash: "", wishes: wishes)),
            state: PollState(rhythm: rhythm), feed: Feed(url: "http://a/", interval: every), now: now, jitter: jitter)
        return ((state.nextPoll ?? now) - now, state)
    }

    @Test func `a longer ttl is waited for and a shorter one changes nothing`() {
        let long = decide(PublisherWishes(ttl: .seconds(7_200)))
        #expect(long.wait == .seconds(7_200) && long.state.reason == "every 2h (the publisher's ttl)")
        #expect(decide(PublisherWishes(ttl: .seconds(900)), jitter: 0.5).wait == .seconds(1_800))
    }

    @Test func `a fresh response is not asked for again, also where entries leave the page`() {
        #expect(decide(PublisherWishes(freshFor: .seconds(7_200))).wait == .seconds(7_200))
        let wishes = PublisherWishes(ttl: .seconds(7_200), freshFor: .seconds(3_600))
        let busy = decide(wishes, rhythm: Rhythm(watchedSeconds: 1, peak: 0.01, page: 10, lastArrival: midnight))
        #expect(busy.wait == .seconds(3_600) && busy.state.decision.decisive == .freshness)
    }

    @Test func `a ttl gives way where entries were seen to leave the page sooner`() {
        let rhythm = Rhythm(watchedSeconds: 86_400, peak: 0.01, page: 10, lastArrival: midnight)
        let busy = decide(PublisherWishes(ttl: .seconds(7_200)), rhythm: rhythm)
        #expect(busy.wait < .seconds(600) && busy.state.decision.decisive == .page)
    }

    @Test func `a year of freshness counts as the cap`() {
        let decision = decide(PublisherWishes(ttl: .seconds(31_536_000), freshFor: .seconds(31_536_000)))
        #expect(decision.wait == .seconds(86_400))
    }

    @Test func `what the publisher allows lowers the floor, though not below a minute`() {
        let busy = Rhythm(arrivals: 90_000, watchedSeconds: 86_400, page: 10, lastArrival: midnight)
        #expect(decide(PublisherWishes(), rhythm: busy).wait == .seconds(300))
        #expect(decide(PublisherWishes(freshFor: .seconds(120)), rhythm: busy).wait == .seconds(120))
        #expect(decide(PublisherWishes(freshFor: .seconds(1)), rhythm: busy).wait == .seconds(60))
        #expect(decide(PublisherWishes(freshFor: .zero), rhythm: busy).wait == .seconds(300))
    }

    @Test func `a feed's own interval wins over every wish`() {
        let wishes = PublisherWishes(
            ttl: .seconds(7_200), skips: SkipTimes(hourBits: 0xFFFFFE, dayBits: 0), freshFor: .seconds(7_200))
        #expect(decide(wishes, every: .seconds(3_600), jitter: 0.5).wait == .seconds(3_600))
    }

    @Test func `a poll that would fall into skipped hours waits for their end`() {
        let night = SkipTimes(hours: 0..<6, days: [])
        let decision = decide(PublisherWishes(skips: night))
        #expect(decision.wait == .seconds(6 * 3_600) && decision.state.decision.decisive == .skips)
        #expect(decision.state.reason == "put off by 5h33m (the publisher's skipHours and skipDays)")
    }

    @Test func `skipped days are days of GMT, and a calendar without a free hour is none`() {
        let weekend = SkipTimes(hours: [], days: [7, 6, 0, 8])
        #expect(decide(PublisherWishes(skips: weekend)).wait == .seconds(86_400))
        #expect(SkipTimes(hours: 0...24, days: []).isEmpty)
        #expect(SkipTimes(hours: [24, -1, 25], days: []) == SkipTimes(hours: [0], days: []))
        #expect(SkipTimes(hourBits: 0, dayBits: 127).isEmpty)
    }

    @Test func `polls follow the publisher's own schedule`() {
        let wishes = PublisherWishes(ttl: .seconds(3_600), updateBase: midnight - .seconds(86_400 - 600))
        let state = decide(wishes, at: midnight + .seconds(60)).state
        #expect(state.nextPoll == midnight + .seconds(3_600 + 600 + 30))
    }

    @Test func `each update is met by one poll, none is passed over`() throws {
        let wishes = PublisherWishes(ttl: .seconds(3_600), updateBase: midnight)
        var moment = midnight + .seconds(31)
        for update in 1...10 {
            moment = try #require(decide(wishes, at: moment, jitter: 0.9).state.nextPoll)
            #expect(moment - midnight >= .seconds(Int64(update) * 3_600))
            #expect(moment - midnight < .seconds(Int64(update) * 3_600 + 1_800))
        }
    }

    @Test func `a 304 keeps the publisher's words and may renew the freshness`() {
        let first = decide(PublisherWishes(ttl: .seconds(7_200), freshFor: .seconds(9_000))).state
        func after(_ freshFor: Duration?) -> Duration? {
            let result = PollResult.unchanged(validators: nil, movedTo: nil, freshFor: freshFor)
            let state = plan.next(
                after: result, state: first, feed: Feed(url: "http://a/"), now: midnight, jitter: 0)
            return state.nextPoll.map { $0 - midnight }
        }
        #expect(after(nil) == .seconds(9_000) && after(.zero) == .seconds(7_200))
        #expect(after(.seconds(8_000)) == .seconds(8_000))
    }

    @Test func `a decision tells each input and survives the store`() throws {
        let decision = decide(PublisherWishes(ttl: .seconds(7_200)), jitter: 0.5).state.decision
        #expect(decision.description == "ttl interval=1800 ttl=7200 floor=300 cap=86400 jitter=800")
        #expect(PollDecision(decision.description) == decision)
        #expect(PollDecision("whim interval=1") == nil && PollDecision("ttl interval") == nil)
        #expect(decision.inputs.map(\.words).contains("the publisher's ttl: at least 2h"))
    }
}
