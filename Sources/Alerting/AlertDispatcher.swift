// SPDX-License-Identifier: Apache-2.0
// Takes what waits in the outbox to the sinks: one worker a sink, each in its own order and at its own pace. The dispatcher
// itself never blocks; a sink that hangs holds only its own worker. No more than one batch per sink is in memory.

import Dispatch
package import Dispatching
import Model
import Synchronization

/// Delivers alerts. Does nothing until the first `wake`.
package actor AlertDispatcher {
    /// How many deliveries a sink is given at once.
    static let batchSize = 64
    /// How many deliveries are given up at once.
    static let expiryStep = 500

    /// Each batch of a file costs two transactions and a wait for the disk; nobody sees an alert a blink later.
    private static let gathering = DispatchTimeInterval.milliseconds(20)
    private nonisolated let isWoken = Atomic(false)

    /// Turns with every batch and every `ping`.
    package nonisolated let progress = Progress()

    let outbox: any Outbox
    let clock: WallClock
    let jitter: @Sendable () -> Double
    let report: @Sendable (DispatchReport) -> Void
    var workers: [SinkWorker]
    /// Replaced ones that may still be at a batch; a sink that comes back waits for them.
    var retiring: [SinkWorker] = []
    /// Armed for the earliest retry.
    var timer: DispatchTimer?
    /// How many workers run, replaced ones that finish their batch included.
    var running = 0
    var isStopped = false
    /// Not before the first `wake`: a single pass tries each delivery once.
    var retriesByItself = false
    /// Those who wait for `running` to be 0.
    var idleWaiters: [Int: CheckedContinuation<Bool, Never>] = [:]
    var waiterCount = 0

    let executor = SerialQueueExecutor(label: "alerts")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// `sinks` have distinct names. `jitter` gives numbers from 0 up to 1. `report` is called on the dispatcher's queue and
    /// must not block.
    package init(
        outbox: any Outbox, sinks: [any AlertSink], clock: WallClock = .system,
        jitter: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
        report: @escaping @Sendable (DispatchReport) -> Void = { _ in }
    ) {
        self.outbox = outbox
        self.clock = clock
        self.jitter = jitter
        self.report = report
        workers = sinks.map(SinkWorker.init)
    }

    /// Something was committed: every sink looks at the outbox, once for all that is committed within `gathering`. Returns
    /// at once, from any thread. Also to be called at start, for what the last run left.
    package nonisolated func wake() {
        guard !isWoken.exchange(true, ordering: .acquiringAndReleasing) else { return }
        executor.queue.asyncAfter(deadline: .now() + Self.gathering) {
            self.isWoken.store(false, ordering: .releasing)
            self.assumeIsolated { $0.wakeAll() }
        }
    }

    /// A hop on the dispatcher's queue, for the watchdog.
    package func ping() {
        turn()
    }

    /// The sinks that take nothing at present, and why.
    package var troubles: [String: String] {
        Self.troubles(of: workers)
    }

    private static func troubles(of workers: [SinkWorker]) -> [String: String] {
        Dictionary(workers.compactMap { worker in worker.trouble.map { (worker.name, $0) } }) { $1 }
    }

    /// Tries what waits once, retry times aside, and returns when every sink has taken all or failed; when nothing moves for
    /// `stallLimit`, the sinks still at work have failed. For `run --once`, instead of `wake`.
    package func flushOnce(stallLimit: Duration = .seconds(30)) async -> FlushSummary {
        let flushed = workers
        let before = flushed.reduce(0) { $0 + $1.delivered }
        for worker in flushed {
            worker.ignoresRetryTimes = true
            start(worker)
        }
        if await !becomesIdle(whileMoving: stallLimit) {
            for worker in flushed where worker.task != nil { worker.trouble = "\(worker.name): does not answer" }
        }
        return FlushSummary(
            delivered: flushed.reduce(0) { $0 + $1.delivered } - before, failures: Self.troubles(of: flushed))
    }

    /// Other sinks from now on. One with the name of an earlier one begins when that has finished its batch.
    package func replace(sinks: [any AlertSink]) {
        let earlier = retiring.filter { $0.task != nil } + workers
        retiring = earlier
        workers = sinks.map(SinkWorker.init)
        for worker in earlier {
            worker.isStopped = true
            workers.first { $0.name == worker.name }?.follow(worker)
        }
        wakeAll()
    }

    /// Ends for good, within a second: batches in hand are finished and marked if that is time enough.
    package func stop() async {
        isStopped = true
        for worker in workers { worker.isStopped = true }
        timer?.cancel()
        timer = nil
        _ = await becomesIdle(within: .seconds(1))
    }
}
