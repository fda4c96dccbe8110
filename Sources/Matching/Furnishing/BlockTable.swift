// SPDX-License-Identifier: Apache-2.0
// How many stories had a block: open addressing with linear probing, at most half full, bounded for documents that
// never repeat themselves.

/// What is known of one block, by its hash.
struct BlockSightings: BitwiseCopyable {
    /// 0 where the slot is free.
    fileprivate(set) var hash: UInt64 = 0
    /// How many stories had it.
    var stories: Int32 = 0
    /// The story that had it last; -1 for none of this document.
    var lastStory: Int32 = -1
    /// The first story that has it as its headline; -1 for none.
    var headlineOf: Int32 = -1
}

struct BlockTable {
    /// The most blocks that are counted; what comes later is not repeated as far as is known. 3 MB.
    static let limit = 1 << 16

    private static let factor = UInt64.random(in: .min ... .max) | 1

    private var slots: [BlockSightings]
    private var count = 0

    init(capacity: Int = 64) {
        var size = 128
        while size < 2 * min(capacity, Self.limit) { size *= 2 }
        slots = Array(repeating: BlockSightings(), count: size)
    }

    /// What is known of a block.
    subscript(_ hash: UInt64) -> BlockSightings {
        slots[place(of: Self.key(hash))]
    }

    /// Changes what is known of a block; a new one is not taken where the table is full.
    mutating func update<Result>(_ hash: UInt64, _ change: (inout BlockSightings) -> Result) -> Result? {
        let key = Self.key(hash)
        var place = place(of: key)
        if slots[place].hash == 0 {
            guard count < Self.limit else { return nil }
            count += 1
            if count * 2 > slots.count {
                grow()
                place = self.place(of: key)
            }
            slots[place].hash = key
        }
        return change(&slots[place])
    }

    /// Where the key is, or would be put: the hash of a line can be chosen by who writes it, the factor is drawn anew by
    /// each process (multiplicative hashing: Dietzfelbinger and others, 1997).
    private func place(of key: UInt64) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: (key &* Self.factor) >> UInt64(64 - slots.count.trailingZeroBitCount))
        while slots[place].hash != 0, slots[place].hash != key { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: BlockSightings(), count: old.count * 2)
        for slot in old where slot.hash != 0 { slots[place(of: slot.hash)] = slot }
    }

    private static func key(_ hash: UInt64) -> UInt64 { hash == 0 ? 1 : hash }
}
