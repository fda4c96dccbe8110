// SPDX-License-Identifier: Apache-2.0

import Wording

/// Lists of items, one for each of 0..<count. Nearly all have one item, which stands where the list is looked up: with
/// 100,000 terms each look elsewhere is a miss of the cache.
struct Lists<Item: BitwiseCopyable & Sendable>: ~Copyable, Sendable {
    private let heads: FrozenArray<Head>
    /// The items behind the first ones, list by list.
    private let items: FrozenArray<Item>

    struct Head: BitwiseCopyable, Sendable {
        /// `nil` where the list is empty.
        var first: Item?
        /// The items behind it, in `items`.
        var start: Int32 = 0
        var count: Int32 = 0
    }

    /// Each list keeps the order of its pairs.
    init(_ pairs: [(list: Int32, item: Item)], count: Int) {
        var heads = [Head](repeating: Head(first: nil), count: count)
        var further: [(list: Int32, item: Item)] = []
        for pair in pairs {
            if heads[Int(pair.list)].first == nil {
                heads[Int(pair.list)].first = pair.item
            } else {
                heads[Int(pair.list)].count += 1
                further.append(pair)
            }
        }
        var next: Int32 = 0
        for list in heads.indices {
            heads[list].start = next
            next += heads[list].count
        }
        items = Self.sorted(further, heads.map(\.start))
        self.heads = FrozenArray(heads)
    }

    /// The items list by list; `next` is where each list's next item goes.
    private static func sorted(_ pairs: [(list: Int32, item: Item)], _ next: [Int32]) -> FrozenArray<Item> {
        var next = next
        var places = [Int32](repeating: 0, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            places[Int(next[Int(pair.list)])] = Int32(index)
            next[Int(pair.list)] += 1
        }
        return FrozenArray(places.map { pairs[Int($0)].item })
    }

    /// Calls `body` with each item of a list. Not checked: `list` is less than the count.
    @inline(__always)
    func forEach(of list: Int32, _ body: (Item) -> Void) {
        let head = heads[Int(list)]
        guard let first = head.first else { return }
        body(first)
        for index in head.start..<head.start + head.count { body(items[Int(index)]) }
    }
}
