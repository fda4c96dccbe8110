// SPDX-License-Identifier: Apache-2.0
// One word of a text, as numbers: no string is made until somebody asks for one.

/// A maximal run of letters, marks and digits, or one character of a script without spaces (TOPICS §2).
package struct Token: Sendable {
    /// The word's place in the text buffer, acronym dots and invisible characters inside it included.
    package let start: UInt32
    package let end: UInt32
    /// The widths of all tokens before it in the text, in halves: two for a word, one for a character that stands
    /// alone.
    package let before: UInt32
    /// The place of its folded form among those of the text; not used where `isPlain`.
    package let foldedStart: UInt32
    package let foldedCount: UInt32
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

    /// The widths of the tokens up to its end, in halves.
    package var after: UInt32 { before + width }
}
