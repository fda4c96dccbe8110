// SPDX-License-Identifier: Apache-2.0

import Dispatching
import Model
import Synchronization

/// A time that stands still until it is moved.
final class HandClock: Sendable {
    private let seconds: Atomic<Int64>

    init(_ start: Timestamp) {
        seconds = Atomic(start.seconds)
    }

    var now: Timestamp { Timestamp(seconds: seconds.load(ordering: .relaxed)) }

    var clock: WallClock { WallClock { self.seconds.load(ordering: .relaxed) } }

    /// Lets whole seconds pass.
    func pass(_ span: Duration) {
        seconds.add(span.components.seconds, ordering: .relaxed)
    }
}
