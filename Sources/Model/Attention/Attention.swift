// SPDX-License-Identifier: Apache-2.0
// When a topic may speak: a pure decider over its rules, what it told lately, and now.

/// A topic's rules of attention. The default tells everything at once.
package struct Attention: Sendable, Hashable {
    /// When what was gathered is told; empty tells each story by itself.
    package var digest: [WeeklyTimes]
    package var quiet: QuietHours?
    package var atMost: AlertRate?
    /// Numbers of outlets at which a told story is told again; ascending.
    package var againAt: [Int]

    package static let none = Attention()

    package init(
        digest: [WeeklyTimes] = [], quiet: QuietHours? = nil, atMost: AlertRate? = nil, againAt: [Int] = []
    ) {
        self.digest = digest
        self.quiet = quiet
        self.atMost = atMost
        self.againAt = Set(againAt).sorted()
    }

    /// What counts besides the rules.
    package struct Standing: Sendable, Hashable {
        /// Until when the user muted the topic; `nil` where it is not.
        package var mutedUntil: Timestamp?
        /// When `atMost` allows the next alert; `nil` where it does now.
        package var fullUntil: Timestamp?
        /// Whether alerts wait already because of `atMost`: later ones join them, or they would be told before.
        package var isOverflowing: Bool

        package init(mutedUntil: Timestamp? = nil, fullUntil: Timestamp? = nil, isOverflowing: Bool = false) {
            self.mutedUntil = mutedUntil
            self.fullUntil = fullUntil
            self.isOverflowing = isOverflowing
        }
    }

    /// What becomes of an alert that was just made.
    package func telling(of priority: Priority, _ standing: Standing, at now: Timestamp) -> Telling {
        if let muted = standing.mutedUntil, muted > now { return .held(.mute, until: muted) }
        if let next = nextDigest(after: now) { return .held(.digest, until: next) }
        if standing.isOverflowing, atMost != nil, quietEnd(of: priority, at: now) == nil {
            return .held(.overflow, until: standing.fullUntil ?? now)
        }
        return release(of: priority, standing, at: now)
    }

    /// What becomes of alerts whose time has come: a hold is always until later than `now`.
    package func release(of priority: Priority, _ standing: Standing, at now: Timestamp) -> Telling {
        if let muted = standing.mutedUntil, muted > now { return .held(.mute, until: muted) }
        if let end = quietEnd(of: priority, at: now) { return .held(.quiet, until: end) }
        // A digest comes when the user asked for it, however much else was told.
        if digest.isEmpty, atMost != nil, let full = standing.fullUntil, full > now {
            return .held(.overflow, until: full)
        }
        return .now
    }

    /// Until when an alert waits that was held `until` a moment, by the rules of now: never longer than it was to wait, and
    /// no longer than these rules ask for. So a rule that is gone, or a clock that was set back, leaves none behind; a mute
    /// ends when it was said to end.
    package func deadline(
        of reason: HoldReason, until: Timestamp, _ priority: Priority, _ standing: Standing, at now: Timestamp
    ) -> Timestamp {
        let asked =
            switch reason {
            case .digest: nextDigest(after: now)
            case .quiet: quietEnd(of: priority, at: now)
            case .mute: standing.mutedUntil
            case .overflow: atMost == nil ? nil : standing.fullUntil
            case .storm: nil as Timestamp?
            }
        return min(until, max(asked ?? now, now))
    }

    private func nextDigest(after moment: Timestamp) -> Timestamp? {
        digest.map { $0.next(after: moment) }.min()
    }

    /// Priorities from `crit` up are told in the night, too: `nil`, as outside the quiet hours.
    private func quietEnd(of priority: Priority, at now: Timestamp) -> Timestamp? {
        priority.rawValue <= Priority.crit.rawValue ? nil : quiet?.end(from: now)
    }
}
