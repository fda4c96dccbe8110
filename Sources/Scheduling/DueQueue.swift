// SPDX-License-Identifier: Apache-2.0
// What falls due next. A binary heap: O(log n) for each feed that comes or goes, n being all feeds that wait.

import HeapModule

/// Feeds by the moment when they are due; those of one moment in the order in which they were put in.
package struct DueQueue {
    /// A feed (its number) and when it is due, in monotonic time.
    package struct Item: Comparable, Sendable {
        package let due: Duration
        package let order: UInt64
        package let feed: Int

        package init(due: Duration, order: UInt64, feed: Int) {
            self.due = due
            self.order = order
            self.feed = feed
        }

        package static func < (left: Item, right: Item) -> Bool {
            (left.due, left.order) < (right.due, right.order)
        }
    }

    private var heap = Heap<Item>()

    package init() {}

    /// When the next feed is due; `nil` when none waits.
    package var earliest: Duration? { heap.min?.due }

    package mutating func insert(_ item: Item) {
        heap.insert(item)
    }

    /// All at once, in O(n).
    package mutating func insert(contentsOf items: [Item]) {
        heap.insert(contentsOf: items)
    }

    /// The next feed if it is due.
    package mutating func popDue(now: Duration) -> Item? {
        guard let earliest, earliest <= now else { return nil }
        return heap.popMin()
    }

    mutating func removeAll() {
        heap = Heap()
    }
}
