// SPDX-License-Identifier: Apache-2.0
// The hash of a folded word, eight bytes at a time. Texts and terms use this one and no other.

/// A 64-bit hash over UTF-8, not keyed: whoever looks a word up by it compares the bytes as well.
package enum WordHash {
    static let seed: UInt64 = 0x243F_6A88_85A3_08D3

    /// Takes eight more bytes, or the last ones with zeros behind them.
    @inline(__always)
    static func mix(_ hash: UInt64, _ chunk: UInt64) -> UInt64 {
        let product = (hash ^ chunk) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 32
    }

    package static func of(_ word: [UInt8]) -> UInt64 {
        word.withUnsafeBufferPointer { of($0) }
    }

    static func of(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = seed
        var start = 0
        while start < word.count {
            var chunk: UInt64 = 0
            for index in start..<min(start + 8, word.count) {
                chunk |= UInt64(word[index]) << UInt64((index - start) * 8)
            }
            hash = mix(hash, chunk)
            start += 8
        }
        return hash
    }
}

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
    private static let cases: UInt64 = 0x2020_2020_2020_2020

    /// All bytes at once: a byte plus (0x80 − c) carries into its high bit where it is at least c. Digits have the bit
    /// that makes a letter small already.
    @inline(__always)
    init(_ bytes: UInt64) {
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
