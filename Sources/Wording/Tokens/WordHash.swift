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
        let padded = word + repeatElement(0, count: 8)
        return padded.withUnsafeBufferPointer { $0.baseAddress.map { of($0, count: word.count) } ?? seed }
    }

    /// The word is followed by eight bytes that may be read.
    @inline(__always)
    static func of(_ word: UnsafePointer<UInt8>, count: Int) -> UInt64 {
        var hash = seed
        var left = count
        var next = UnsafeRawPointer(word)
        while left >= 8 {
            hash = mix(hash, next.loadUnaligned(as: UInt64.self))
            next += 8
            left &-= 8
        }
        guard left > 0 else { return hash }
        return mix(hash, next.loadUnaligned(as: UInt64.self) & ((1 &<< UInt64(left &* 8)) &- 1))
    }
}
