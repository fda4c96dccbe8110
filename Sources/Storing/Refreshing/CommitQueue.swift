// SPDX-License-Identifier: Apache-2.0
// Refreshes that wait for the store share a transaction: that saves more CPU than any other measure of this room.

package import Model

/// Decides whether an entry that matched begins a story: entry, configured feed URL, time, the id it would get.
package typealias Placing = @Sendable (Entry, _ feed: String, _ at: Timestamp, _ proposedID: String) -> StoryPlacement

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

    private var items: [Item] = []

    var isEmpty: Bool { items.isEmpty }

    mutating func append(_ item: Item) {
        items.append(item)
    }

    /// Takes from the front what goes into one transaction; never nothing when something waits.
    mutating func takeBatch() -> [Item] {
        let count = Self.batchSize(items.lazy.map(\.refresh.isChanged))
        defer { items.removeFirst(count) }
        return Array(items.prefix(count))
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
