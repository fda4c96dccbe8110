// SPDX-License-Identifier: Apache-2.0
// The watchdog asks "did the loop move?", not "is the process alive?".

import Synchronization

/// A counter that a work loop raises each time it turns.
package final class Progress: Sendable {
    private let turns = Atomic<UInt64>(0)

    package init() {}

    package func turn() {
        turns.wrappingAdd(1, ordering: .relaxed)
    }

    package var count: UInt64 {
        turns.load(ordering: .relaxed)
    }
}
