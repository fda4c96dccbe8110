// SPDX-License-Identifier: Apache-2.0
// One word of a text, as numbers: no string is made until somebody asks for one.

/// A maximal run of letters, marks and digits, or one character of a script without spaces (TOPICS §2).
package struct Token: Sendable {
    /// `WordHash` of the folded form.
    package let hash: UInt64
    /// The word's place in the text buffer, acronym dots and invisible characters inside it included.
    package let start: UInt32
    package let end: UInt32
    /// The widths of all tokens before it in the scan, in halves: two for a word, one for a character that stands alone.
    package let before: UInt32
    /// The place of its folded form in the batch's `folded`; not used where `isPlain`.
    let foldedStart: UInt32
    let foldedCount: UInt32
    package let flags: Flags

    package struct Flags: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// ASCII as it stands in the text: the folded form is the text in lower case.
        package static let plain = Self(rawValue: 1)
        /// Lower-casing would change it.
        package static let capital = Self(rawValue: 2)
        /// One character of a script without spaces.
        package static let alone = Self(rawValue: 4)
        /// `U.S.`: the dots do not belong to the word.
        package static let acronym = Self(rawValue: 8)
    }

    /// Its width in halves.
    package var width: UInt32 { flags.contains(.alone) ? 1 : 2 }
}

/// Some consecutive tokens of one text. Valid only during the call it is handed to.
package struct TokenBatch {
    package let tokens: UnsafeBufferPointer<Token>
    /// The text buffer's bytes; the tokens' offsets count from here.
    package let text: UnsafePointer<UInt8>
    let folded: UnsafePointer<UInt8>

    /// The first eight bytes of the folded form, the first in the lowest bits, zero behind its end.
    @inline(__always)
    package func head(of token: Token) -> UInt64 {
        let plain = token.flags.contains(.plain)
        let place = plain ? text + Int(token.start) : folded + Int(token.foldedStart)
        let count = plain ? token.end &- token.start : token.foldedCount
        let word = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self) | (plain ? 0x2020_2020_2020_2020 : 0)
        return count >= 8 ? word : word & ((1 &<< UInt64(count &* 8)) &- 1)
    }

    /// Whether the folded form is `other`, or begins with it.
    package func folded(of token: Token, is other: UnsafeBufferPointer<UInt8>, asPrefix: Bool) -> Bool {
        let plain = token.flags.contains(.plain)
        let place = plain ? text + Int(token.start) : folded + Int(token.foldedStart)
        let count = Int(plain ? token.end &- token.start : token.foldedCount)
        guard asPrefix ? count >= other.count : count == other.count else { return false }
        let lower: UInt8 = plain ? 0x20 : 0
        for index in 0..<other.count where place[index] | lower != other[index] { return false }
        return true
    }

    /// The folded form.
    package func folded(of token: Token) -> [UInt8] {
        guard token.flags.contains(.plain) else {
            return [UInt8](UnsafeBufferPointer(start: folded + Int(token.foldedStart), count: Int(token.foldedCount)))
        }
        return (token.start..<token.end).map { text[Int($0)] | 0x20 }
    }
}
