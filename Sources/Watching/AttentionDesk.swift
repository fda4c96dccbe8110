// SPDX-License-Identifier: Apache-2.0
// Tells what waited when its time has come: one timer, armed for the earliest release.

package import Alerting
import Dispatch
package import Dispatching
package import Model
package import Storing

/// Releases held alerts. Each comes out of the store exactly once, whoever asks and however often.
package actor AttentionDesk {
    private let store: Store
    private let dispatcher: AlertDispatcher
    private let diagnostics: Diagnostics
    private let clock: WallClock
    private let onAlert: @Sendable (Alert) -> Void
    private var rules: ReleaseRules
    /// Armed for the earliest release, from `begin` on.
    private var timer: DispatchTimer?
    private var due: Timestamp?

    private let executor = SerialQueueExecutor(label: "attention")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Releases are by wall time, which can be set: look again at least this often.
    private static let longestSleep = Duration.seconds(60)

    package init(
        rules: ReleaseRules, store: Store, dispatcher: AlertDispatcher, diagnostics: Diagnostics, clock: WallClock,
        onAlert: @escaping @Sendable (Alert) -> Void
    ) {
        self.rules = rules
        self.store = store
        self.dispatcher = dispatcher
        self.diagnostics = diagnostics
        self.clock = clock
        self.onAlert = onAlert
    }

    /// Tells what is overdue, and from now on each alert when it is due.
    func begin() async {
        timer = DispatchTimer(queue: executor.queue) { [weak self] in
            self?.assumeIsolated { desk in desk.fire() }
        }
        await release()
    }

    /// Other rules from now on. What they hold no longer is told at once.
    func use(_ rules: ReleaseRules) async {
        self.rules = rules
        await release()
    }

    /// An alert waits until `moment`. Returns at once.
    nonisolated func note(_ moment: Timestamp) {
        executor.queue.async {
            self.assumeIsolated { desk in
                if desk.due.map({ moment < $0 }) ?? true { desk.arm(for: moment) }
            }
        }
    }

    /// Tells what is due. Returns what was told.
    @discardableResult
    func release() async -> [Alert] {
        do {
            let release = try await store.release(by: rules, at: clock.now)
            arm(for: release.next)
            release.alerts.forEach(onAlert)
            // A single pass tries each delivery once, when all is released.
            if !release.alerts.isEmpty, timer != nil { dispatcher.wake() }
            return release.alerts
        } catch {
            diagnostics.begin("store", .storeFailing(error: "\(error)"))
            // Topics before the one that failed are committed.
            if timer != nil { dispatcher.wake() }
            arm(for: clock.now + Self.longestSleep)
            return []
        }
    }

    /// Mutes a topic until a moment, or ends that; `false` where there is no such topic.
    package func mute(_ topic: String, until moment: Timestamp?) async throws -> Bool {
        guard rules.topics[topic] != nil || moment == nil else { return false }
        try await store.mute(topic, until: moment)
        await release()
        return true
    }

    func stop() {
        timer?.cancel()
        timer = nil
    }

    var now: Timestamp { clock.now }

    private func fire() {
        Task { await release() }
    }

    private func arm(for moment: Timestamp?) {
        due = moment
        guard let timer else { return }
        guard let moment else { return timer.disarm() }
        timer.arm(after: min(max(moment - clock.now, .zero), Self.longestSleep))
    }
}
