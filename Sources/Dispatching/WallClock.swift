// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Where the program's idea of now comes from; tests and replays give their own.
package struct WallClock: Sendable {
    private let read: @Sendable () -> Int64

    /// `read` returns whole seconds since 1970 (UTC).
    package init(read: @escaping @Sendable () -> Int64) {
        self.read = read
    }

    package var seconds: Int64 { read() }

    /// The machine's clock (CLOCK_REALTIME).
    package static let system = WallClock {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec)
    }
}
