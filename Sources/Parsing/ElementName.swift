// SPDX-License-Identifier: Apache-2.0
// Names of elements packed into two words: known names are short, and are compared and looked up like numbers.

/// The at most 16 bytes of a local name, ASCII letters in lower case.
struct ElementName: Equatable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0

    /// `nil` for a longer name, which means nothing in any vocabulary of feeds. `name` ends with a NUL.
    init?(_ name: UnsafePointer<UInt8>) {
        var place = 0
        while name[place] != 0 {
            guard place < 16 else { return nil }
            let byte = UInt64(name[place].lowered) << UInt64(place % 8 * 8)
            if place < 8 { first |= byte } else { second |= byte }
            place += 1
        }
    }

    /// Multiplicative hashing (Knuth, The Art of Computer Programming, volume 3, 6.4), 0..<`ElementTable.size`.
    fileprivate var slot: Int {
        Int(truncatingIfNeeded: ((first ^ second &* 31) &* 0x9E37_79B9_7F4A_7C15) >> 56)
    }
}

/// What the names of one vocabulary mean.
struct ElementTable: Sendable {
    fileprivate static let size = 256
    private var slots: [(name: ElementName, tag: FeedTag)?] = Array(repeating: nil, count: size)

    /// At most 128 names of at most 16 bytes each, in lower case.
    init(_ names: [String: FeedTag]) {
        for (text, tag) in names {
            let name = text.utf8CString.withUnsafeBytes {
                $0.assumingMemoryBound(to: UInt8.self).baseAddress.flatMap(ElementName.init)
            }
            guard let name else { continue }
            var slot = name.slot
            while slots[slot] != nil { slot = (slot + 1) % Self.size }
            slots[slot] = (name, tag)
        }
    }

    subscript(_ name: ElementName) -> FeedTag? {
        var slot = name.slot
        while let entry = slots[slot] {
            if entry.name == name { return entry.tag }
            slot = (slot + 1) % Self.size
        }
        return nil
    }
}
