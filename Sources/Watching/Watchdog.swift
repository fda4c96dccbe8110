// SPDX-License-Identifier: Apache-2.0
// systemd restarts us when we stop saying that we are alive; we say so only while every work loop really moves.

package import Alerting
import Dispatching
package import Fetching
import Scheduling
package import Storing
import Systemd

/// Asks each work loop to turn, and tells systemd (sd_notify(3), `WATCHDOG=1`) when all of them did.
package struct Watchdog: Sendable {
    private struct Loop: Sendable {
        let name: String
        let progress: Progress
        /// Asks the loop to turn; may never return where the loop hangs.
        let ping: @Sendable () async -> Void
    }

    private let loops: [Loop]
    private let diagnostics: Diagnostics

    package init(
        watcher: Watcher, fetcher: Fetcher, store: Store, dispatcher: AlertDispatcher, diagnostics: Diagnostics
    ) {
        let scheduler = watcher.scheduler
        loops = [
            Loop(name: "watch", progress: watcher.progress) { await watcher.ping() },
            Loop(name: "poll", progress: scheduler.progress) { await scheduler.ping() },
            Loop(name: "transfer", progress: fetcher.progress) { fetcher.ping() },
            Loop(name: "store", progress: store.progress) { await store.ping() },
            Loop(name: "delivery", progress: dispatcher.progress) { await dispatcher.ping() },
        ]
        self.diagnostics = diagnostics
    }

    /// Feeds the watchdog at half its interval until cancelled; returns at once where systemd wants no keep-alive.
    package func run() async {
        guard let interval = Notify.watchdogInterval else { return }
        var counts = loops.map(\.progress.count)
        Notify.send(.watchdog)
        while !Task.isCancelled {
            for loop in loops { Task.detached { await loop.ping() } }
            guard (try? await Task.sleep(for: interval / 2)) != nil else { return }
            let moved = zip(loops, counts).filter { $0.progress.count != $1 }.map { $0.0.name }
            counts = loops.map(\.progress.count)
            tell(moved)
        }
    }

    private func tell(_ moved: [String]) {
        for loop in loops {
            if moved.contains(loop.name) {
                diagnostics.end("stuck " + loop.name, .unstuck(loop: loop.name))
            } else {
                diagnostics.begin("stuck " + loop.name, .stuck(loop: loop.name))
            }
        }
        if moved.count == loops.count { Notify.send(.watchdog) }
    }
}
