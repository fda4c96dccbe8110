// SPDX-License-Identifier: Apache-2.0
// A map from 64-bit keys to small numbers that is built once and then asked for every word of every text.

/// Open addressing with linear probing, at most half full. Keys are spread already or spread by `mixed`.
struct IntegerTable: Sendable {
    private var slots: [Slot]
    private var mask: Int
    private var count = 0

    fileprivate struct Slot: Sendable {
        var key: UInt64 = 0
        /// -1 where the slot is free.
        var value: Int32 = -1
    }

    init(capacity: Int = 0) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
        mask = size - 1
    }

    /// The value of a key; -1 where it is unknown.
    subscript(_ key: UInt64) -> Int32 {
        withView { $0[key] }
    }

    func withView<Result>(_ body: (View) -> Result) -> Result {
        slots.withUnsafeBufferPointer { body(View(slots: $0, mask: mask)) }
    }

    /// The table borrowed for the time of a scan.
    struct View {
        fileprivate let slots: UnsafeBufferPointer<Slot>
        fileprivate let mask: Int

        /// The value of a key; -1 where it is unknown.
        @inline(__always)
        subscript(_ key: UInt64) -> Int32 {
            var place = IntegerTable.mixed(key) & mask
            while slots[place].value >= 0, slots[place].key != key { place = (place &+ 1) & mask }
            return slots[place].value
        }
    }

    /// The value that the key has, or `value`, which it has from now on.
    mutating func value(of key: UInt64, orSet value: Int32) -> Int32 {
        let known = self[key]
        guard known < 0 else { return known }
        if (count + 1) * 2 > slots.count { grow() }
        insert(key, value)
        count += 1
        return value
    }

    private mutating func insert(_ key: UInt64, _ value: Int32) {
        var place = Self.mixed(key) & mask
        while slots[place].value >= 0 { place = (place + 1) & mask }
        slots[place] = Slot(key: key, value: value)
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        mask = slots.count - 1
        for slot in old where slot.value >= 0 { insert(slot.key, slot.value) }
    }

    @inline(__always)
    fileprivate static func mixed(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20)
    }
}

/// Lists of small numbers, one for each of 0..<count, in one array.
struct IntegerLists: Sendable {
    /// Where each list begins in `items`; one more at the end.
    private let starts: [Int32]
    let items: [Int32]

    /// Each list keeps the order of its pairs.
    init(_ pairs: [(list: Int32, item: Int32)], count: Int) {
        var starts = [Int32](repeating: 0, count: count + 1)
        for pair in pairs { starts[Int(pair.list) + 1] += 1 }
        for index in 0..<count { starts[index + 1] += starts[index] }
        var next = starts
        var items = [Int32](repeating: 0, count: pairs.count)
        for pair in pairs {
            items[Int(next[Int(pair.list)])] = pair.item
            next[Int(pair.list)] += 1
        }
        self.starts = starts
        self.items = items
    }

    subscript(_ list: Int) -> ArraySlice<Int32> {
        items[Int(starts[list])..<Int(starts[list + 1])]
    }
}
