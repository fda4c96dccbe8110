// SPDX-License-Identifier: Apache-2.0
// The tokens of one text: their hashes in one array, everything else in another. Whoever looks for words runs over the
// hashes, eight to a cache line, and touches the rest of a token only where one may be found.

/// Borrowed from the tokeniser: valid only during the call it is handed to.
package struct TokenList {
    package let count: Int
    /// `WordHash` of each token's folded form, and 0 behind the last.
    package let hashes: UnsafePointer<UInt64>
    package let tokens: UnsafePointer<Token>
    /// The text buffer's bytes; the tokens' offsets count from here.
    package let text: UnsafePointer<UInt8>
    package let folded: UnsafePointer<UInt8>

    /// The token at `index`, less than `count`.
    @inlinable @inline(__always)
    package subscript(_ index: Int) -> Token { tokens[index] }

    /// The first eight bytes of a folded form, the first in the lowest bits, zero behind its end.
    @inlinable @inline(__always)
    package func head(_ index: Int) -> UInt64 {
        let token = tokens[index]
        let plain = token.flags.contains(.plain)
        let place = plain ? text + Int(token.start) : folded + Int(token.foldedStart)
        let count = plain ? token.end &- token.start : token.foldedCount
        let word = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self) | (plain ? 0x2020_2020_2020_2020 : 0)
        return count >= 8 ? word : word & ((1 &<< UInt64(count &* 8)) &- 1)
    }

    /// Whether a folded form is `other`, or begins with it.
    package func folded(_ index: Int, is other: UnsafeBufferPointer<UInt8>, asPrefix: Bool) -> Bool {
        let token = tokens[index]
        let plain = token.flags.contains(.plain)
        let place = plain ? text + Int(token.start) : folded + Int(token.foldedStart)
        let count = Int(plain ? token.end &- token.start : token.foldedCount)
        guard asPrefix ? count >= other.count : count == other.count else { return false }
        let lower: UInt8 = plain ? 0x20 : 0
        for offset in 0..<other.count where place[offset] | lower != other[offset] { return false }
        return true
    }

    /// A folded form.
    package func folded(_ index: Int) -> [UInt8] {
        let token = tokens[index]
        guard token.flags.contains(.plain) else {
            return [UInt8](UnsafeBufferPointer(start: folded + Int(token.foldedStart), count: Int(token.foldedCount)))
        }
        return (token.start..<token.end).map { text[Int($0)] | 0x20 }
    }

    /// A token as it stands in the text.
    package func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let token = tokens[index]
        return UnsafeBufferPointer(start: text + Int(token.start), count: Int(token.end &- token.start))
    }

    /// A word as written, in form KC, without acronym dots and invisible characters.
    package func written(_ index: Int) -> String {
        Words.written(bytes(index), tokens[index].flags)
    }
}
