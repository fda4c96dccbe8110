// SPDX-License-Identifier: Apache-2.0

import Wording

/// Lists of items, one for each of 0..<count, in one array.
struct Lists<Item: BitwiseCopyable & Sendable>: ~Copyable, Sendable {
    /// Where each list begins in `items`; one more at the end.
    private let starts: FrozenArray<Int32>
    private let items: FrozenArray<Item>

    /// Each list keeps the order of its pairs.
    init(_ pairs: [(list: Int32, item: Item)], count: Int) {
        var starts = [Int32](repeating: 0, count: count + 1)
        for pair in pairs { starts[Int(pair.list) + 1] += 1 }
        for index in 0..<count { starts[index + 1] += starts[index] }
        var next = starts
        var places = [Int32](repeating: 0, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            places[Int(next[Int(pair.list)])] = Int32(index)
            next[Int(pair.list)] += 1
        }
        self.starts = FrozenArray(starts)
        items = FrozenArray(places.map { pairs[Int($0)].item })
    }

    /// Not checked: `list` is less than the count.
    @inline(__always)
    subscript(_ list: Int) -> UnsafeBufferPointer<Item> {
        items[Int(starts[list])..<Int(starts[list + 1])]
    }
}
