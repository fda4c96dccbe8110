// SPDX-License-Identifier: Apache-2.0

package import Model
import Scheduling

/// What one refresh came to.
package struct RefreshReport: Sendable {
    package enum Result: Sendable, Hashable { case changed, unchanged, failed, gone }

    package let result: Result
    /// The feed's state before and after.
    package let before: PollState
    package let state: PollState
    package let newEntries: Int
    /// The alerts that were made, in the order of their entries.
    package let alerts: [Alert]
}

extension RefreshReport.Result {
    init(_ result: PollResult) {
        switch result {
        case .changed: self = .changed
        case .unchanged: self = .unchanged
        case .gone: self = .gone
        case .retryAfter, .failed: self = .failed
        }
    }
}
