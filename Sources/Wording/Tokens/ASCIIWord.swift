// SPDX-License-Identifier: Apache-2.0
// Eight bytes of text at once in one register: what of them is a word, and that word in lower case ("SWAR"; the tests by
// a carry into the high bit are those of Lamport, "Multiple Byte Processing with Full-Word Instructions", 1975).

/// Eight bytes of text read as a piece of an ASCII word.
struct ASCIIWord {
    /// How many of the bytes, from the first, are letters or digits.
    let length: Int
    /// Those bytes in lower case, zeros behind them.
    let folded: UInt64
    /// Whether one of them is a capital.
    let capitals: UInt64

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let high: UInt64 = 0x8080_8080_8080_8080
    /// The bit that tells small letters from capitals, in each byte.
    static let cases: UInt64 = 0x2020_2020_2020_2020

    /// All bytes at once: a byte plus (0x80 − c) carries into its high bit where it is at least c. Digits have the bit
    /// that makes a letter small already.
    @inline(__always)
    init(at place: UnsafePointer<UInt8>) {
        let bytes = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
        let low = bytes & ~Self.high
        let small = low | Self.cases
        let letters = (small &+ Self.ones &* 0x1F) & ~(small &+ Self.ones &* 0x05)
        let digits = (low &+ Self.ones &* 0x50) & ~(low &+ Self.ones &* 0x46)
        let others = ~((letters | digits) & ~bytes) & Self.high
        let bits = others.trailingZeroBitCount & ~7
        length = bits >> 3
        let mask: UInt64 = bits == 64 ? ~0 : (1 &<< UInt64(bits)) &- 1
        folded = small & mask
        capitals = letters >> 2 & ~bytes & Self.cases & mask
    }
}

/// ASCII as the tokeniser sees it.
enum ASCII {
    static let dot: UInt8 = 0x2E
    static let apostrophe: UInt8 = 0x27
    static let space: UInt8 = 0x20

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
