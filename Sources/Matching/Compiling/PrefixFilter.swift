// SPDX-License-Identifier: Apache-2.0
// Which prefixes a word may begin with, by its first eight bytes.

/// The prefixes of all phrases as far as their first eight bytes go.
struct PrefixFilter: Sendable {
    /// Bit n: some phrase has a prefix of n bytes (8 for more).
    private(set) var lengths: UInt16 = 0
    /// Whether a phrase begins with a prefix.
    private(set) var hasStarts = false
    /// Bits for the first three bytes of the prefixes that begin a phrase.
    private var bits: [UInt64] = []
    /// Whether one of those has less than three bytes, so that the bits say nothing.
    private var hasShort = false

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
        if bits.isEmpty { bits = Array(repeating: 0, count: 1_024) }
        if length < 3 { hasShort = true }
        let bit = Self.bit(head)
        bits[bit >> 6] |= 1 << UInt64(bit & 63)
    }

    /// Whether a word with these first eight bytes may begin with a prefix that begins a phrase.
    @inline(__always)
    func mayStart(_ head: UInt64) -> Bool {
        let bit = Self.bit(head)
        return hasShort || bits[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    }

    @inline(__always)
    private static func bit(_ head: UInt64) -> Int {
        Int(truncatingIfNeeded: ((head & 0xFF_FFFF) &* 0x9E37_79B9_7F4A_7C15) >> 48)
    }
}
