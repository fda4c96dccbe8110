// SPDX-License-Identifier: Apache-2.0
// When feeds are due as the daemon starts or reads its list again. Feeds never polled are due at once, in the order of
// the list; planned ones stay where they were; what is overdue is caught up with at the pace of a normal day, the most
// overdue first, so that a start is no storm for anybody.

package import Model

extension PollPlan {
    /// - Parameters:
    ///   - feeds: in the order of the list, with their states; those that are gone are left out.
    ///   - now: the same clock as that of the states.
    /// - Returns: when each is due, first those never polled; `nil` is at once.
    package func start(
        _ feeds: [(feed: Feed, state: PollState)], now: Timestamp
    ) -> [(url: String, due: Timestamp?)] {
        var fresh: [(url: String, due: Timestamp?)] = []
        var planned: [(url: String, due: Timestamp?)] = []
        var overdue: [(url: String, late: Double)] = []
        for (feed, state) in feeds where !state.isGone {
            let state = state.rebased(to: now)
            guard let due = state.nextPoll else {
                fresh.append((feed.url, nil))
                continue
            }
            if due > now {
                planned.append((feed.url, due))
            } else {
                overdue.append((feed.url, state.lateness(at: now)))
            }
        }
        return fresh + caughtUp(overdue, from: now) + planned
    }

    private func caughtUp(
        _ overdue: [(url: String, late: Double)], from now: Timestamp
    ) -> [(url: String, due: Timestamp?)] {
        // A stable sort: feeds that are equally late stay in the order of the list.
        let order = overdue.enumerated().sorted {
            ($1.element.late, $0.offset) < ($0.element.late, $1.offset)
        }
        let gap = CatchingUp(within: interval).gap(for: overdue.count)
        return order.enumerated().map { ($1.element.url, now + gap * $0) }
    }
}

/// How far apart polls are started that should all have been made already.
package struct CatchingUp: Sendable, Hashable {
    /// All of them shall be made within this time.
    let time: Duration

    /// Nobody is bothered by four polls a second, most of them of different hosts.
    private static let longestGap = Duration.milliseconds(250)

    package init(within time: Duration) {
        self.time = time
    }

    func gap(for count: Int) -> Duration {
        min(Self.longestGap, time / max(1, count))
    }
}

extension PollState {
    /// A state that was written by a clock ahead of `now` keeps its distances and loses its lead: no feed is silent for
    /// longer than it was meant to be, and no wait that a server asked for is cut short.
    package func rebased(to now: Timestamp) -> PollState {
        guard let lastPoll, lastPoll > now else { return self }
        let lead = lastPoll - now
        var state = self
        state.lastPoll = now
        state.nextPoll = nextPoll.map { $0 - lead }
        state.notBefore = notBefore.map { $0 - lead }
        state.lastSuccess = lastSuccess.map { $0 - lead }
        state.rhythm.lastArrival = rhythm.lastArrival.map { $0 - lead }
        return state
    }

    /// How long the feed has been due, in intervals of its own.
    fileprivate func lateness(at now: Timestamp) -> Double {
        guard let nextPoll, let lastPoll else { return 0 }
        return (now - nextPoll).inSeconds / max(1, (nextPoll - lastPoll).inSeconds)
    }
}
