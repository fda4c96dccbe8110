// SPDX-License-Identifier: Apache-2.0

package import Model
import Scheduling
import Storing

/// What one refresh came to.
package struct RefreshReport: Sendable {
    package enum Result: Sendable, Hashable { case changed, unchanged, failed, gone }

    package let result: Result
    /// The feed's state before and after.
    package let before: PollState
    package let state: PollState
    package let newEntries: Int
    /// The alerts that are told at once, in the order of their entries.
    package let alerts: [Alert]
    /// When the first of those that wait is to be told; `nil` where none does.
    package var nextRelease: Timestamp?
    /// The alerts of a document in which everything was new at once; `nil` for any other.
    package var storm: Storm?

    /// How many entries a feed listed, and how many of them match.
    package struct Storm: Sendable, Hashable {
        package let entries: Int
        package let matches: Int
    }
}

extension RefreshReport.Storm {
    init(_ fresh: [FreshEntry], of entries: Int) {
        self.init(entries: entries, matches: fresh.count { $0.isTold && !$0.drafts.isEmpty })
    }
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
