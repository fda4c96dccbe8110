// SPDX-License-Identifier: Apache-2.0
// Which prefixes a word may begin with, by its first eight bytes.

/// Prefixes by their first eight bytes at most; whoever asks compares the rest.
struct PrefixTable: Sendable {
    private var table = IntegerTable()
    /// Bit n: a prefix of n bytes (8 for more).
    private var lengths: UInt16 = 0
    /// Bits for the first three bytes of the prefixes that have so many.
    private var filter = [UInt64](repeating: 0, count: 1_024)
    /// Whether there is a prefix of less than three bytes, so that the filter says nothing.
    private var hasShort = false

    var isEmpty: Bool { lengths == 0 }

    /// The number that stands for the first bytes of `prefix`, or `number` from now on.
    mutating func value(of prefix: [UInt8], orSet number: Int32) -> Int32 {
        let length = min(prefix.count, 8)
        var head: UInt64 = 0
        for index in 0..<length { head |= UInt64(prefix[index]) << UInt64(index * 8) }
        lengths |= 1 << UInt16(length)
        if length < 3 { hasShort = true }
        let bit = Self.bit(head)
        filter[bit >> 6] |= 1 << UInt64(bit & 63)
        return table.value(of: Self.key(head, length), orSet: number)
    }

    /// Whether a word with these first eight bytes may begin with a prefix.
    @inline(__always)
    func mayHold(_ head: UInt64) -> Bool {
        let bit = Self.bit(head)
        return hasShort || filter[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    }

    /// Calls `found` with the number of each prefix that the first bytes agree with.
    func find(_ head: UInt64, _ found: (Int32) -> Void) {
        for length in 0...8 where lengths >> UInt16(length) & 1 == 1 {
            let number = table[Self.key(head & Self.mask(length), length)]
            if number >= 0 { found(number) }
        }
    }

    private static func mask(_ length: Int) -> UInt64 {
        length == 8 ? ~0 : (1 << UInt64(length * 8)) - 1
    }

    /// The length is part of the key: `a` padded with zeros is not a prefix of eight bytes.
    private static func key(_ head: UInt64, _ length: Int) -> UInt64 {
        (head ^ UInt64(length) << 59) &* 0xD6E8_FEB8_6659_FD93
    }

    @inline(__always)
    private static func bit(_ head: UInt64) -> Int {
        Int(truncatingIfNeeded: ((head & 0xFF_FFFF) &* 0x9E37_79B9_7F4A_7C15) >> 48)
    }
}
