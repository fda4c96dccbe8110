// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Scheduling

/// Starts, restarts, clocks that were wrong and nights asleep.
struct StartTests {
    private let plan = PollPlan()
    private let now = Timestamp(seconds: 1_793_491_200)

    private func feed(_ name: String, lastPoll: Int64, nextPoll: Int64, gone: Bool = false) -> (Feed, PollState) {
        (
            Feed(url: name),
            PollState(nextPoll: now + .seconds(nextPoll), lastPoll: now + .seconds(lastPoll), isGone: gone)
        )
    }

    @Test func `feeds never polled are due at once in the order of the list, and planned ones when planned`() {
        let list = [
            feed("planned", lastPoll: -60, nextPoll: 600), (Feed(url: "b"), PollState()),
            feed("gone", lastPoll: -60, nextPoll: 60, gone: true), (Feed(url: "a"), PollState()),
        ]
        let start = plan.start(list, now: now)
        #expect(start.map(\.url) == ["b", "a", "planned"])
        #expect(start.map(\.due) == [nil, nil, now + .seconds(600)])
    }

    @Test func `of the overdue the one that waited for most of its intervals is first`() {
        let list = [
            feed("half", lastPoll: -9_000, nextPoll: -3_000), feed("twice", lastPoll: -900, nextPoll: -600),
            feed("just", lastPoll: -3_600, nextPoll: 0),
        ]
        #expect(plan.start(list, now: now).map(\.url) == ["twice", "half", "just"])
    }

    @Test func `ten thousand overdue feeds are spread over one interval and a few over seconds`() throws {
        let many = (0..<10_000).map { feed("\($0)", lastPoll: -40_000, nextPoll: -38_000) }
        let due = plan.start(many, now: now).compactMap(\.due)
        #expect(due.count == 10_000 && due.allSatisfy { $0 >= now && $0 < now + .seconds(1_800) })
        let perSecond = Dictionary(grouping: due, by: \.seconds).values.map(\.count)
        #expect(try #require(perSecond.max()) <= 6)
        let few = plan.start(Array(many.prefix(20)), now: now).compactMap(\.due)
        #expect(few.allSatisfy { $0 <= now + .seconds(5) })
    }

    @Test func `a state written by a clock that was ahead keeps its distances`() throws {
        let state = PollState(
            nextPoll: now + .seconds(172_800), lastPoll: now + .seconds(171_000), notBefore: now + .seconds(171_600))
        let rebased = state.rebased(to: now)
        #expect(rebased.lastPoll == now && rebased.nextPoll == now + .seconds(1_800))
        #expect(rebased.notBefore == now + .seconds(600))
        #expect(plan.start([(Feed(url: "a"), state)], now: now).first?.due == now + .seconds(1_800))
        let sound = PollState(nextPoll: now + .seconds(40_000), lastPoll: now - .seconds(60))
        #expect(sound.rebased(to: now) == sound)
    }

    @Test func `after a night asleep the overdue start one after another, the most overdue first`() {
        var state = ScheduleState(
            limits: AdmissionLimits(concurrency: 1_000, hostGap: .zero, catchingUp: CatchingUp(within: .seconds(100))))
        let feeds = (0..<1_000).map { ("http://host\(999 - $0).example/", Duration.seconds(60 + 30 * Double($0))) }
        state.replace(feeds, now: .zero)
        #expect(state.step(now: .seconds(50)).start.isEmpty)
        let morning = Duration.seconds(9 * 3_600)
        var started = state.step(now: morning).start
        #expect(started == ["http://host999.example/"])
        for second in 1...100 {
            let step = state.step(now: morning + .seconds(Int64(second)))
            #expect(step.start.count <= 11)
            started += step.start
        }
        #expect(started == feeds.map(\.0))
    }

    @Test func `one feed that is refused does not hold up its host, three in a row do until the time named`() {
        var state = ScheduleState(limits: AdmissionLimits(concurrency: 1, perHost: 1, hostGap: .zero))
        state.replace((0..<8).map { ("http://a.example/\($0)", nil) }, now: .zero)
        func start(_ now: Duration) -> String? { state.step(now: now).start.first }
        func finish(_ feed: Int, refused: Bool) {
            state.finished(
                "http://a.example/\(feed)", delay: nil, refusal: refused ? .seconds(60) : nil, now: .seconds(1))
        }
        for (feed, refused) in [true, true, false, true, true].enumerated() {
            #expect(start(.seconds(1)) == "http://a.example/\(feed)")
            finish(feed, refused: refused)
        }
        #expect(start(.seconds(1)) == "http://a.example/5")
        finish(5, refused: true)
        let rest = state.step(now: .seconds(1))
        #expect(rest.start.isEmpty && rest.wake == .seconds(60))
        #expect(start(.seconds(60)) == nil && start(.seconds(61)) == "http://a.example/6")
    }
}
