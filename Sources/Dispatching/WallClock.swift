// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Where the program's idea of now comes from; tests and replays give their own.
package struct WallClock: Sendable {
    private let read: @Sendable () -> Duration

    /// `read` returns whole seconds since 1970 (UTC).
    package init(read: @escaping @Sendable () -> Int64) {
        self.read = { .seconds(read()) }
    }

    private init(exact: @escaping @Sendable () -> Duration) {
        read = exact
    }

    package var seconds: Int64 { read().components.seconds }

    /// The time since 1970 (UTC) with its fraction of a second, where the clock has one: for how long to wait.
    package var sinceEpoch: Duration { read() }

    /// The machine's clock (CLOCK_REALTIME).
    package static let system = WallClock(exact: {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return .seconds(Int64(now.tv_sec)) + .nanoseconds(Int64(now.tv_nsec))
    })
}
