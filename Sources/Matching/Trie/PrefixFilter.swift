// SPDX-License-Identifier: Apache-2.0
// Which prefixes a word may begin with, by its first eight bytes.

import Wording

/// The prefixes of all phrases as far as their first eight bytes go.
struct PrefixFilter: ~Copyable, Sendable {
    /// Bit n: some phrase has a prefix of n bytes (8 for more).
    let lengths: UInt16
    /// Whether a phrase begins with a prefix.
    let hasStarts: Bool
    /// Bits for the first three bytes of the prefixes that begin a phrase, 8 KB; all are set where one is shorter.
    private let bits: FrozenArray<UInt64>

    init(_ builder: PrefixFilterBuilder) {
        lengths = builder.lengths
        hasStarts = builder.hasStarts
        bits = FrozenArray(builder.bits)
    }

    /// Whether a word with these first bytes may begin with a prefix that begins a phrase. Not checked: the bits are as
    /// many as `bit` tells apart.
    @inline(__always)
    func mayStart(_ head: UInt64) -> Bool {
        let bit = PrefixFilterBuilder.bit(head)
        return bits[bit &>> 6] &>> UInt64(bit & 63) & 1 == 1
    }
}

/// Collects the prefixes while the topics are compiled.
struct PrefixFilterBuilder {
    fileprivate var lengths: UInt16 = 0
    fileprivate var hasStarts = false
    fileprivate var bits = [UInt64](repeating: 0, count: 1_024)

    /// Takes a prefix; the result is what stands for it in a path.
    mutating func insert(_ prefix: [UInt8], startsPhrase: Bool) -> UInt64 {
        let length = min(prefix.count, 8)
        let head = PathKey.head(prefix)
        lengths |= 1 << UInt16(length)
        if startsPhrase { insertStart(head, length) }
        return PathKey.prefix(head, length: length)
    }

    private mutating func insertStart(_ head: UInt64, _ length: Int) {
        hasStarts = true
        guard length >= 3 else { return bits = Array(repeating: ~0, count: bits.count) }
        let bit = Self.bit(head)
        bits[bit >> 6] |= 1 << UInt64(bit & 63)
    }

    /// One of 65,536, by the first three bytes.
    @inline(__always)
    fileprivate static func bit(_ head: UInt64) -> Int {
        Int(truncatingIfNeeded: ((head & 0xFF_FFFF) &* 0x9E37_79B9_7F4A_7C15) &>> 48)
    }
}
