// SPDX-License-Identifier: Apache-2.0

import Dispatching
import Model
import Synchronization
import Testing

@testable import Scheduling

@Suite(.timeLimit(.minutes(1))) struct SchedulerTests {
    private let started: AsyncStream<String>
    private let starts: AsyncStream<String>.Continuation

    init() {
        (started, starts) = AsyncStream<String>.makeStream()
    }

    private func scheduler(_ limits: AdmissionLimits = AdmissionLimits(hostGap: .zero)) -> Scheduler {
        let starts = starts
        return Scheduler(limits: limits) { starts.yield($0) }
    }

    /// The moment is taken on the scheduler's own queue: this test's task may wait longer for a thread than that.
    @Test func `with one feed hanging each of 99 others starts within a second of its due time`() async {
        let (moments, starts) = AsyncStream<Duration>.makeStream()
        let scheduler = Scheduler(limits: AdmissionLimits(concurrency: 100, hostGap: .zero)) { url in
            if url != "http://hang.example/" { starts.yield(WallClock.system.sinceEpoch) }
        }
        let due = Timestamp(seconds: WallClock.system.seconds + 2)
        await scheduler.schedule([("http://hang.example/", nil)] + (0..<99).map { ("http://host\($0).example/", due) })
        for await moment in moments.prefix(99) {
            let late = moment - .seconds(due.seconds)
            #expect(late >= .milliseconds(-5) && late < .seconds(1))
        }
        await scheduler.stop()
    }

    @Test func `a run over a list ends when every feed is finished`() async {
        let scheduler = scheduler(AdmissionLimits(concurrency: 2, perHost: 1, hostGap: .zero))
        await scheduler.schedule((0..<10).map { ("http://host\($0).example/", nil) })
        let polled = Task { [started] in
            var count = 0
            for await url in started.prefix(10) {
                count += 1
                scheduler.finished(url, next: nil)
            }
            return count
        }
        await scheduler.drained()
        #expect(await polled.value == 10)
    }

    @Test func `an empty list is drained`() async {
        let scheduler = scheduler()
        await scheduler.schedule([])
        await scheduler.drained()
    }

    @Test func `after stop nothing starts and drained waits for what is in flight`() async {
        let scheduler = scheduler(AdmissionLimits(concurrency: 1))
        await scheduler.schedule([("http://a.example/", nil), ("http://b.example/", nil)])
        await scheduler.stop()
        scheduler.finished("http://a.example/", next: nil)
        await scheduler.drained()
        starts.finish()
        #expect(await started.reduce(into: []) { $0.append($1) } == ["http://a.example/"])
    }

    @Test func `a step of the wall clock neither starts a storm nor silences a feed`() async {
        let wall = Mutex(Int64(1_700_000_000))
        let elapsed = Mutex(Duration.zero)
        let count = Mutex(0)
        let clock = WallClock { wall.withLock { $0 } }
        let scheduler = Scheduler(
            limits: AdmissionLimits(), clock: clock, monotonic: MonotonicClock { elapsed.withLock { $0 } }
        ) { _ in count.withLock { $0 += 1 } }
        await scheduler.schedule([("http://a.example/", Timestamp(seconds: 1_700_000_600))])
        wall.withLock { $0 += 86_400 }
        await scheduler.setLimits(AdmissionLimits())
        #expect(count.withLock(\.self) == 0, "a storm")
        wall.withLock { $0 -= 3 * 86_400 }
        elapsed.withLock { $0 = .seconds(600) }
        await scheduler.setLimits(AdmissionLimits())
        #expect(count.withLock(\.self) == 1, "a silence")
        await scheduler.stop()
    }

    @Test func `a ping and every turn move the progress`() async {
        let scheduler = scheduler()
        let before = scheduler.progress.count
        await scheduler.ping()
        await scheduler.schedule([])
        #expect(scheduler.progress.count >= before + 2)
    }
}
