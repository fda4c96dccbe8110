// SPDX-License-Identifier: Apache-2.0

/// How a topic stands on labels, each counted once.
package struct Standing: Sendable, Hashable {
    /// Relevant and told.
    package var hits = 0
    /// Told, and not relevant.
    package var falseAlarms = 0
    /// Relevant, and not told.
    package var misses = 0

    package init() {}

    /// 0 where nothing relevant is told.
    package var f1: Double {
        hits == 0 ? 0 : 2 * Double(hits) / Double(2 * hits + falseAlarms + misses)
    }

    /// Counts one label `times`.
    mutating func add(isRelevant: Bool, isTold: Bool, times: Int = 1) {
        switch (isRelevant, isTold) {
        case (true, true): hits += times
        case (false, true): falseAlarms += times
        case (true, false): misses += times
        case (false, false): break
        }
    }
}
