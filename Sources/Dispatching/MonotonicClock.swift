// SPDX-License-Identifier: Apache-2.0
// Time that nobody sets: for waiting. It goes on while the machine sleeps, so that what fell due in the night is due in
// the morning.

import Glibc

/// Where a scheduler's idea of elapsed time comes from; tests give their own.
package struct MonotonicClock: Sendable {
    private let read: @Sendable () -> Duration

    /// `read` returns the time since some fixed moment; it never goes back.
    package init(read: @escaping @Sendable () -> Duration) {
        self.read = read
    }

    package var now: Duration { read() }

    /// The time since the machine started, suspend included (CLOCK_BOOTTIME).
    package static let system = MonotonicClock {
        var now = timespec()
        clock_gettime(CLOCK_BOOTTIME, &now)
        return .seconds(Int64(now.tv_sec)) + .nanoseconds(Int64(now.tv_nsec))
    }
}
