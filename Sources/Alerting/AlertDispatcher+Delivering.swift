// SPDX-License-Identifier: Apache-2.0
// The turn of a worker: look, deliver a batch, look again; until nothing is left, or the sink fails and a time is set.

import Dispatch
import Dispatching
import Model

extension AlertDispatcher {
    func wakeAll() {
        retriesByItself = true
        for worker in workers { start(worker) }
    }

    /// One delivery at a time per worker: one that runs looks once more before it ends.
    func start(_ worker: SinkWorker) {
        guard !isStopped, !worker.isStopped else { return }
        guard worker.task == nil else { return worker.isWoken = true }
        let predecessor = worker.predecessor
        worker.predecessor = nil
        running += 1
        worker.task = Task {
            await predecessor?.value
            await run(worker)
        }
    }

    private func run(_ worker: SinkWorker) async {
        repeat {
            worker.isWoken = false
            let ignoresRetryTimes = worker.ignoresRetryTimes
            worker.ignoresRetryTimes = false
            worker.due = nil
            while !worker.isStopped, await deliverBatch(worker, ignoresRetryTimes: ignoresRetryTimes) {}
        } while worker.isWoken && !worker.isStopped
        worker.task = nil
        running -= 1
        armTimer()
        if running == 0 { resumeIdleWaiters() }
    }

    func turn() {
        progress.turn()
        FaultPoint.alerts.reached()
    }

    /// Whether there may be more to deliver at once.
    private func deliverBatch(_ worker: SinkWorker, ignoresRetryTimes: Bool) async -> Bool {
        turn()
        do {
            let deliveries = try await nextBatch(of: worker, ignoresRetryTimes: ignoresRetryTimes)
            guard !deliveries.isEmpty else { return false }
            let outcome = try await worker.sink.deliver(deliveries, through: outbox, at: now)
            worker.outboxFailures = 0
            worker.delivered += outcome.delivered
            guard let error = outcome.failure else {
                noteSuccess(of: worker)
                return true
            }
            try await noteFailure(
                of: worker, at: deliveries[min(outcome.delivered, deliveries.count - 1)], error: error,
                retryAfter: outcome.retryAfter)
        } catch {
            noteOutboxFailure(of: worker, error: "\(error)")
        }
        return false
    }

    /// A retry time further off than any wait means that the wall clock was set back: it counts as come.
    private func nextBatch(of worker: SinkWorker, ignoresRetryTimes: Bool) async throws -> [Delivery] {
        let hasExpired = try await giveUpWhatExpired(worker)
        let moment = ignoresRetryTimes ? .endOfTime : now
        let (deliveries, next) = try await outbox.waiting(for: worker.name, limit: Self.batchSize, now: moment)
        if deliveries.isEmpty, let next, next - moment > Backoff.longest {
            return try await outbox.waiting(for: worker.name, limit: Self.batchSize, now: next).deliveries
        }
        if deliveries.isEmpty {
            worker.due = next
            if next == nil, hasExpired { worker.trouble = nil }
            if next == nil { noteSuccess(of: worker) }
        }
        return deliveries
    }

    /// Whether there was any. Steps are short, so that refreshes get their turn at the store.
    private func giveUpWhatExpired(_ worker: SinkWorker) async throws -> Bool {
        guard let expiry = worker.sink.expiry else { return false }
        let moment = now
        var count = 0
        defer { if count > 0 { report(.expired(sink: worker.name, count: count)) } }
        while case let step = try await outbox.expire(
            worker.name, queuedBefore: moment - expiry, limit: Self.expiryStep, at: moment), step > 0
        {
            count += step
            turn()
            if step < Self.expiryStep { break }
        }
        return count > 0
    }

    private func noteSuccess(of worker: SinkWorker) {
        guard worker.trouble != nil else { return }
        worker.trouble = nil
        report(.recovered(sink: worker.name))
    }

    private func noteFailure(
        of worker: SinkWorker, at delivery: Delivery, error: String, retryAfter: Duration?
    ) async throws {
        let delay = Backoff.delay(attempts: delivery.attempts, jitter: jitter(), asked: retryAfter)
        let next = now + delay
        worker.due = next
        if worker.trouble != error { report(.failing(sink: worker.name, error: error)) }
        worker.trouble = error
        try await outbox.failed(delivery.id, error: error, nextAttempt: next)
    }

    private func noteOutboxFailure(of worker: SinkWorker, error: String) {
        worker.due = now + Backoff.delay(attempts: worker.outboxFailures, jitter: jitter())
        worker.outboxFailures += 1
        if worker.trouble != error { report(.outboxFailing(sink: worker.name, error: error)) }
        worker.trouble = error
    }

    private var now: Timestamp { Timestamp(seconds: clock.seconds) }
}

// MARK: - Sleeping and waiting

extension AlertDispatcher {
    /// Retry times are wall time, which can be set: look again at least this often.
    private static var longestSleep: Duration { .seconds(60) }

    private func armTimer() {
        guard retriesByItself, !isStopped, let due = workers.compactMap(\.due).min() else { return }
        let timer = timer ?? makeTimer()
        self.timer = timer
        timer.arm(after: min(max(due - now, .zero), Self.longestSleep))
    }

    private func makeTimer() -> DispatchTimer {
        DispatchTimer(queue: executor.queue) { [weak self] in
            self?.assumeIsolated { $0.wakeAll() }
        }
    }

    /// False when workers still run and nothing has moved for `limit`.
    func becomesIdle(whileMoving limit: Duration) async -> Bool {
        var seen = progress.count
        while await !becomesIdle(within: limit) {
            guard progress.count != seen else { return false }
            seen = progress.count
        }
        return true
    }

    /// False when workers still run after `limit`.
    func becomesIdle(within limit: Duration) async -> Bool {
        guard running > 0 else { return true }
        waiterCount += 1
        let id = waiterCount
        executor.queue.asyncAfter(deadline: .now() + .milliseconds(Int(limit / .milliseconds(1)))) { [weak self] in
            self?.assumeIsolated { $0.idleWaiters.removeValue(forKey: id)?.resume(returning: false) }
        }
        return await withCheckedContinuation { idleWaiters[id] = $0 }
    }

    private func resumeIdleWaiters() {
        for waiter in idleWaiters.values { waiter.resume(returning: true) }
        idleWaiters = [:]
    }
}
