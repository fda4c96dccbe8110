// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Set until it is cleared.
final class Flag: Sendable {
    private let value = Mutex(true)

    var isSet: Bool { value.withLock { $0 } }

    func clear() { value.withLock { $0 = false } }
}
