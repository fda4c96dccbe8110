// SPDX-License-Identifier: Apache-2.0
// Eight bytes of text at once in one register: what of them is a word, and that word in lower case ("SWAR"; the tests
// by a carry into the high bit are those of Lamport, "Multiple Byte Processing with Full-Word Instructions", 1975).

/// Eight bytes of text read as a piece of an ASCII word.
struct ASCIIWord {
    /// How many of the bytes, from the first, are letters or digits.
    let length: Int
    /// Those bytes in lower case, zeros behind them.
    let folded: UInt64
    /// Not 0 where one of them is a capital.
    let capitals: UInt64

    /// No byte.
    static let none = ASCIIWord()

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let high: UInt64 = 0x8080_8080_8080_8080
    /// The bit that tells small letters from capitals, in each byte.
    static let cases: UInt64 = 0x2020_2020_2020_2020

    /// All bytes at once: a byte plus (0x80 − c) carries into its high bit where it is at least c. Digits have the bit
    /// that makes a letter small already. No branch: which byte is the first that is none varies from word to word.
    @inline(__always)
    init(at place: UnsafePointer<UInt8>) {
        let bytes = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
        let low = bytes & ~Self.high
        let small = low | Self.cases
        let letters = (small &+ Self.ones &* 0x1F) & ~(small &+ Self.ones &* 0x05)
        let digits = (low &+ Self.ones &* 0x50) & ~(low &+ Self.ones &* 0x46)
        let others = (~(letters | digits) | bytes) & Self.high
        length = others.trailingZeroBitCount >> 3
        // The lowest bit of the first other byte, less one: all bits before that byte, or all where there is none.
        folded = small & (((others & (0 &- others)) &>> 7) &- 1)
        capitals = folded & ~bytes
    }
}

extension ASCIIWord {
    private init() {
        length = 0
        folded = 0
        capitals = 0
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
