// SPDX-License-Identifier: Apache-2.0
// Refreshes that wait for the store share a transaction: that saves more CPU than any other measure of this room.

package import Model

/// Decides whether an entry that matched begins a story: entry, configured feed URL, time, the id it would get.
package typealias Placing =
    @Sendable (FreshEntry, _ feed: String, _ at: Timestamp, _ proposedID: String) -> StoryPlacement

/// Refreshes in the order in which they came.
struct CommitQueue {
    struct Item {
        let refresh: Refresh
        let placing: Placing
        let waiter: CheckedContinuation<Result<CommitSummary, StoreError>, Never>
    }

    /// A transaction holds at most 16 changed refreshes, 256 unchanged ones, or a mixture worth the same.
    private static let capacity = 256
    private static let costOfChange = 16

    /// When the queue wants to be drained.
    enum Drain { case atOnce, soon, isPlanned }

    private var items: [Item] = []
    /// What is planned already; `isPlanned` stands for nothing.
    private var planned = Drain.isPlanned

    /// A change is written at once, a poll state soon: with a change, with others of its kind, or by itself.
    mutating func append(_ item: Item) -> Drain {
        items.append(item)
        return plan(item.refresh.isChanged ? .atOnce : .soon)
    }

    /// Takes from the front what goes into one transaction; never nothing when something waits.
    mutating func takeBatch() -> (batch: [Item], next: Drain) {
        let count = Self.batchSize(items.lazy.map(\.refresh.isChanged))
        let batch = Array(items.prefix(count))
        items.removeFirst(count)
        planned = .isPlanned
        return (batch, items.isEmpty ? .isPlanned : plan(.atOnce))
    }

    private mutating func plan(_ drain: Drain) -> Drain {
        guard planned != .atOnce, planned != drain else { return .isPlanned }
        planned = drain
        return drain
    }

    /// How many of the first refreshes share a transaction; `areChanged` says of each whether it brings more than a
    /// poll state.
    static func batchSize(_ areChanged: some Sequence<Bool>) -> Int {
        var (count, cost) = (0, 0)
        for isChanged in areChanged {
            cost += isChanged ? costOfChange : 1
            guard cost <= capacity else { break }
            count += 1
        }
        return count
    }
}
