// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Scheduling

struct ScheduleStateTests {
    private func state(
        _ feeds: [(url: String, delay: Duration?)], concurrency: Int = 64, perHost: Int = 2, gap: Duration = .zero
    ) -> ScheduleState {
        var state = ScheduleState(
            limits: AdmissionLimits(concurrency: concurrency, perHost: perHost, hostGap: gap))
        state.replace(feeds, now: .zero)
        return state
    }

    private func hosts(_ count: Int, delay: Duration? = nil) -> [(url: String, delay: Duration?)] {
        (0..<count).map { ("https://host\($0).example/feed", delay) }
    }

    @Test func `feeds never polled and overdue ones start at once in the order of the list`() {
        var state = state([("http://a/1", nil), ("http://b/1", .seconds(-9_000)), ("http://c/1", nil)])
        #expect(state.step(now: .zero).start == ["http://a/1", "http://b/1", "http://c/1"])
    }

    @Test func `a feed starts when it is due and not before, and the wake-up is told`() {
        var state = state([("http://a/1", .seconds(10)), ("http://b/1", .seconds(30))])
        let early = state.step(now: .seconds(9))
        #expect(early.start.isEmpty && early.wake == .seconds(1))
        let due = state.step(now: .seconds(10))
        #expect(due.start == ["http://a/1"] && due.wake == .seconds(20))
        #expect(state.step(now: .seconds(10)).start.isEmpty)
    }

    @Test func `slow polls keep no other waiting, up to a bound, and give their places back`() {
        var state = state(hosts(40), concurrency: 2)
        var flying = state.step(now: .zero).start
        for _ in 0..<6 {
            flying.forEach { state.slowed($0) }
            state.slowed("http://unknown/")
            flying += state.step(now: .zero).start
        }
        #expect(flying.count == 10 && state.inFlightCount == 10)
        for url in flying.prefix(8) { state.finished(url, delay: nil, now: .zero) }
        #expect(state.inFlightCount == 2 && state.step(now: .zero).start.isEmpty)
        for url in flying.suffix(2) { state.finished(url, delay: nil, now: .zero) }
        #expect(state.step(now: .zero).start.count == 2)
    }

    @Test func `a slow poll counts on its host as before`() {
        var state = state((0..<4).map { ("http://a/\($0)", nil) })
        for url in state.step(now: .zero).start { state.slowed(url) }
        #expect(state.step(now: .zero).start.isEmpty && state.inFlightCount == 2)
    }

    @Test func `a finished feed is planned again, or not any more`() {
        var state = state([("http://a/1", nil), ("http://b/1", nil)])
        _ = state.step(now: .zero)
        state.finished("http://a/1", delay: .seconds(60), now: .seconds(1))
        state.finished("http://b/1", delay: nil, now: .seconds(1))
        state.finished("http://b/1", delay: .zero, now: .seconds(1))
        let step = state.step(now: .seconds(2))
        #expect(step.start.isEmpty && step.wake == .seconds(59) && !state.isDrained)
        #expect(state.step(now: .seconds(61)).start == ["http://a/1"])
    }

    @Test func `no more polls are in flight than allowed`() {
        var state = state(hosts(10), concurrency: 3)
        #expect(state.step(now: .zero).start.count == 3)
        let full = state.step(now: .zero)
        #expect(full.start.isEmpty && full.wake == nil)
        state.finished("https://host1.example/feed", delay: nil, now: .zero)
        #expect(state.step(now: .zero).start == ["https://host3.example/feed"])
    }

    @Test func `one host is polled twice at once and once a second`() {
        var state = state((0..<4).map { ("http://a.example/\($0)", nil) }, gap: .seconds(1))
        let first = state.step(now: .zero)
        #expect(first.start == ["http://a.example/0"] && first.wake == .seconds(1))
        #expect(state.step(now: .milliseconds(999)).start.isEmpty)
        let second = state.step(now: .seconds(1))
        #expect(second.start == ["http://a.example/1"] && second.wake == nil)
        #expect(state.step(now: .seconds(5)).start.isEmpty)
        state.finished("http://a.example/0", delay: nil, now: .seconds(5))
        #expect(state.step(now: .seconds(5)).start == ["http://a.example/2"])
    }

    @Test func `a busy host holds up no other, and the longest waiting feed goes first`() {
        let busy = (0..<5).map { ("http://busy.example/\($0)", Duration?.none) }
        var state = state(busy + [("http://x.example/", nil), ("http://y.example/", nil)], perHost: 1)
        #expect(state.step(now: .zero).start == ["http://busy.example/0", "http://x.example/", "http://y.example/"])
    }

    @Test func `files bother no host`() {
        var state = state((0..<5).map { ("file:///feeds/\($0).xml", nil) }, perHost: 1, gap: .seconds(1))
        #expect(state.step(now: .zero).start.count == 5)
    }

    @Test func `with one feed hanging the 99 others start when they are due`() {
        var state = state([("http://hang.example/", nil)] + hosts(99, delay: .seconds(5)))
        #expect(state.step(now: .zero).start == ["http://hang.example/"])
        var started = 0
        var now = Duration.seconds(5)
        while now <= .seconds(6) {
            let step = state.step(now: now)
            started += step.start.count
            for url in step.start { state.finished(url, delay: nil, now: now + .milliseconds(10)) }
            now += .milliseconds(20)
        }
        #expect(started == 99 && state.inFlightCount == 1)
    }

    @Test func `with one feed of the same host hanging the 99 others start one after another`() {
        var state = state((0..<100).map { ("http://a.example/\($0)", nil) }, perHost: 2)
        var started = state.step(now: .zero).start
        while let last = started.last, started.count < 100 {
            state.finished(last, delay: nil, now: .zero)
            let more = state.step(now: .zero).start
            #expect(more.count == 1)
            started += more
        }
        #expect(started.count == 100)
    }

    @Test func `a new list keeps what is in flight and drops the rest`() {
        var state = state([("http://a/1", nil), ("http://b/1", nil), ("http://c/1", .seconds(5))])
        _ = state.step(now: .zero)
        state.replace([("http://b/1", nil), ("http://d/1", nil)], now: .seconds(1))
        #expect(state.step(now: .seconds(10)).start == ["http://d/1"])
        state.finished("http://a/1", delay: .seconds(1), now: .seconds(10))
        state.finished("http://b/1", delay: .seconds(1), now: .seconds(10))
        #expect(state.step(now: .seconds(20)).start == ["http://b/1"])
        #expect(state.inFlightCount == 2)
    }

    @Test func `the host of a feed in flight stays busy over a new list`() {
        var state = state([("http://a/1", nil)], perHost: 1)
        _ = state.step(now: .zero)
        state.replace([("http://a/2", nil)], now: .zero)
        #expect(state.step(now: .zero).start.isEmpty)
        state.finished("http://a/1", delay: nil, now: .zero)
        #expect(state.step(now: .zero).start == ["http://a/2"])
    }

    @Test func `a URL that is listed twice is polled once`() {
        var state = state([("http://a/1", nil), ("http://a/1", nil)])
        #expect(state.step(now: .zero).start == ["http://a/1"])
    }

    @Test func `new limits hold at once`() {
        var state = state((0..<4).map { ("http://a/\($0)", nil) }, perHost: 1, gap: .seconds(60))
        #expect(state.step(now: .zero).start.count == 1)
        state.setLimits(AdmissionLimits(concurrency: 64, perHost: 4, hostGap: .zero), now: .seconds(1))
        #expect(state.step(now: .seconds(1)).start.count == 3)
    }

    @Test func `drained means that nothing is planned, waits or is in flight`() {
        var state = state([("http://a/1", nil)])
        #expect(!state.isDrained)
        _ = state.step(now: .zero)
        #expect(!state.isDrained)
        state.finished("http://a/1", delay: nil, now: .zero)
        #expect(state.isDrained)
    }

    @Test func `after stop nothing starts and only what is in flight is waited for`() {
        var state = state(hosts(5), concurrency: 1)
        _ = state.step(now: .zero)
        state.stop()
        #expect(!state.isDrained)
        state.finished("https://host0.example/feed", delay: .zero, now: .zero)
        #expect(state.isDrained && state.step(now: .seconds(9)).start.isEmpty)
    }

    @Test func `ten thousand feeds on one host and as many on their own all get their turn`() {
        let list = hosts(10_000) + (0..<10_000).map { ("http://one.example/\($0)", Duration?.none) }
        var state = state(list, concurrency: 256)
        var seen: Set<String> = []
        while case let step = state.step(now: .zero), !step.start.isEmpty {
            seen.formUnion(step.start)
            for url in step.start { state.finished(url, delay: nil, now: .zero) }
        }
        #expect(seen.count == 20_000 && state.isDrained)
    }
}
