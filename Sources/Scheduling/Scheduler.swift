// SPDX-License-Identifier: Apache-2.0
// Time and threads around `ScheduleState`: one timer, one queue.
//
// Deadlines are monotonic and go on during suspend, so neither a step of the wall clock nor a night asleep makes a
// storm or a silence. The timer's own clock stands still during suspend: it is never armed for long.

import Dispatch
package import Dispatching
package import Model
import Synchronization

/// Says which feed may be polled now. It never polls, and nothing it calls may block.
package actor Scheduler {
    package nonisolated let progress = Progress()

    private let executor = SerialQueueExecutor(label: "schedule")
    private let clock: WallClock
    private let monotonic: MonotonicClock
    private let poll: @Sendable (String) -> Void
    private var state: ScheduleState
    private var timer: DispatchTimer?
    private var whenDrained: [CheckedContinuation<Void, Never>] = []
    /// Polls that are over, until the queue comes round to them.
    private nonisolated let answers = Mutex<[Answer]>([])

    private struct Answer {
        let url: String
        let next: Timestamp?
        let refusedUntil: Timestamp?
    }

    private static let longestSleep = Duration.seconds(60)

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - limits: how many polls may be in flight.
    ///   - clock: the clock of the moments handed in.
    ///   - monotonic: the clock of waiting.
    ///   - poll: called on the scheduler's queue with the configured URL of a feed that may be polled now; it must not
    ///     block. Each call is to be answered by one `finished`.
    package init(
        limits: AdmissionLimits, clock: WallClock = .system, monotonic: MonotonicClock = .system,
        poll: @escaping @Sendable (String) -> Void
    ) {
        self.clock = clock
        self.monotonic = monotonic
        self.poll = poll
        state = ScheduleState(limits: limits)
    }

    /// Replaces the list of feeds, at start and on reload; feeds in flight stay in flight.
    /// - Parameter feeds: configured URLs and when each is due; `nil` and what has passed are due now, in this order.
    package func schedule(_ feeds: [(url: String, due: Timestamp?)]) {
        let now = clock.sinceEpoch
        state.replace(feeds.map { ($0.url, delay(until: $0.due, now)) }, now: monotonic.now)
        turn()
    }

    /// A poll is over. Returns at once; polls that end together are looked at together.
    /// - Parameters:
    ///   - url: the configured URL.
    ///   - next: when the feed is due again; `nil` if it is not polled any more.
    ///   - refusedUntil: the server's Retry-After. When it says so to several feeds in a row, its others wait as well.
    package nonisolated func finished(_ url: String, next: Timestamp?, refusedUntil: Timestamp? = nil) {
        let isFirst = answers.withLock { answers in
            answers.append(Answer(url: url, next: next, refusedUntil: refusedUntil))
            return answers.count == 1
        }
        if isFirst { executor.queue.async { self.assumeIsolated { $0.takeAnswers() } } }
    }

    private func takeAnswers() {
        let arrived = answers.withLock { answers in
            defer { answers = [] }
            return answers
        }
        let wall = clock.sinceEpoch
        for answer in arrived {
            state.finished(
                answer.url, delay: delay(until: answer.next, wall), refusal: delay(until: answer.refusedUntil, wall),
                now: monotonic.now)
        }
        turn()
    }

    /// A poll in flight waits for a slow server: another may start beside it.
    package func slowed(_ url: String) {
        state.slowed(url)
        turn()
    }

    package func setLimits(_ limits: AdmissionLimits) {
        state.setLimits(limits, now: monotonic.now)
        turn()
    }

    /// Starts nothing any more. What is in flight goes on.
    package func stop() {
        state.stop()
        timer?.cancel()
        timer = nil
        turn()
    }

    /// Returns when nothing is planned, waits or is in flight; after `stop`, when nothing is in flight.
    package func drained() async {
        if state.isDrained { return }
        await withCheckedContinuation { whenDrained.append($0) }
    }

    /// A hop on the queue, so that `progress` tells a watchdog whether it is alive.
    package func ping() {
        progress.turn()
    }

    private func delay(until moment: Timestamp?, _ now: Duration) -> Duration? {
        moment.map { .seconds($0.seconds) - now }
    }

    private func turn() {
        progress.turn()
        let step = state.step(now: monotonic.now)
        for url in step.start { poll(url) }
        if state.isDrained { tellDrained() }
        guard !state.isStopped else { return }
        arm(after: min(step.wake ?? Self.longestSleep, Self.longestSleep))
    }

    /// Half a second late is early enough for a feed, and lets several share one wake-up.
    private func arm(after delay: Duration) {
        let timer = timer ?? makeTimer()
        self.timer = timer
        timer.arm(after: delay, leeway: min(.milliseconds(500), max(.milliseconds(1), delay / 10)))
    }

    private func makeTimer() -> DispatchTimer {
        DispatchTimer(queue: executor.queue) { [weak self] in
            self?.assumeIsolated { $0.turn() }
        }
    }

    private func tellDrained() {
        for waiting in whenDrained { waiting.resume() }
        whenDrained = []
    }
}
