// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Dispatching
import Testing

/// An actor as the rooms build them: a queue of its own, a timer that enters by `assumeIsolated`.
private actor Counter {
    private let executor = SerialQueueExecutor(label: "test")
    private var timer: DispatchTimer?
    private var fired = 0
    private var waiting: CheckedContinuation<Int, Never>?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    func proveQueue() {
        dispatchPrecondition(condition: .onQueue(executor.queue))
    }

    func fire(after delay: Duration) async -> Int {
        let timer = timer ?? DispatchTimer(queue: executor.queue) { [weak self] in self?.assumeIsolated { $0.tick() } }
        self.timer = timer
        timer.arm(after: .seconds(3_600))
        timer.arm(after: delay, leeway: .milliseconds(1))
        return await withCheckedContinuation { waiting = $0 }
    }

    private func tick() {
        fired += 1
        waiting?.resume(returning: fired)
        waiting = nil
    }
}

struct SerialQueueExecutorTests {
    @Test func `an actor's code runs on its own queue`() async {
        await Counter().proveQueue()
    }

    @Test(.timeLimit(.minutes(1))) func `a timer fires once for each time it is armed, the last time counting`() async {
        let counter = Counter()
        #expect(await counter.fire(after: .milliseconds(1)) == 1)
        #expect(await counter.fire(after: .zero) == 2)
        #expect(await counter.fire(after: .milliseconds(-5)) == 3)
    }
}
