// SPDX-License-Identifier: Apache-2.0
// The nodes of the trie by their path, asked for every word that passed the filter.

import Wording

/// A map from keys of `PathKey` to small numbers: open addressing with linear probing, at most half full.
struct PathTable: ~Copyable, Sendable {
    private let slots: FrozenArray<PathTableBuilder.Slot>
    private let mask: Int

    init(_ builder: PathTableBuilder) {
        slots = FrozenArray(builder.slots)
        mask = builder.slots.count - 1
    }

    /// The number of a path; -1 where it is unknown. Not checked: `mask` keeps each place within the slots, whose count
    /// is a power of two, and one of them is free.
    @inline(__always)
    subscript(_ key: UInt64) -> Int32 {
        var place = PathTableBuilder.home(key) & mask
        while slots[place].value >= 0, slots[place].key != key { place = (place &+ 1) & mask }
        return slots[place].value
    }
}

/// The table while it grows.
struct PathTableBuilder {
    fileprivate var slots = [Slot](repeating: Slot(), count: 16)
    private var count = 0

    struct Slot: BitwiseCopyable, Sendable {
        var key: UInt64 = 0
        /// -1 where the slot is free.
        var value: Int32 = -1
    }

    /// The number that the key has, or `value`, which it has from now on.
    mutating func value(of key: UInt64, orSet value: Int32) -> Int32 {
        let place = place(of: key)
        if slots[place].value >= 0 { return slots[place].value }
        slots[place] = Slot(key: key, value: value)
        count += 1
        if count * 2 > slots.count { grow() }
        return value
    }

    /// Where the key is, or would be put.
    private func place(of key: UInt64) -> Int {
        let mask = slots.count - 1
        var place = Self.home(key) & mask
        while slots[place].value >= 0, slots[place].key != key { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        for slot in old where slot.value >= 0 { slots[place(of: slot.key)] = slot }
    }

    /// Keys are hashes; the filter takes their upper bits.
    @inline(__always)
    fileprivate static func home(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: key)
    }
}
