// SPDX-License-Identifier: Apache-2.0
// What the tokeniser must know of a scalar, one byte each.

/// The part a scalar plays in words.
struct ScalarClass: OptionSet {
    let rawValue: UInt8

    /// A letter, mark or digit (general categories L, M, N).
    static let word = Self(rawValue: 1)
    static let mark = Self(rawValue: 2)
    /// A letter of a script written without spaces: a token by itself.
    static let alone = Self(rawValue: 4)
    /// Vanishes inside a word: soft hyphen, zero-width characters, direction marks.
    static let invisible = Self(rawValue: 8)
    /// Lower-casing changes it, or its compatibility decomposition.
    static let capital = Self(rawValue: 16)
    /// Its folded form is another one, perhaps empty.
    static let folds = Self(rawValue: 32)
    /// Its folded form holds a mark that canonical ordering may move.
    static let reorders = Self(rawValue: 64)
    /// Its folded form takes more than six bytes, or is a Hangul syllable's.
    static let long = Self(rawValue: 128)

    /// Hiragana and Katakana, Han, Hangul, half-width Katakana, Thai and Lao, Burmese, Khmer.
    static let aloneRanges: [Range<Int>] = [
        0x3040..<0x3100, 0x31F0..<0x3200, 0x3400..<0x4DC0, 0x4E00..<0xA000, 0xAC00..<0xD7A4, 0xF900..<0xFB00,
        0xFF66..<0xFFA0, 0x20000..<0x323B0, 0x0E00..<0x0F00, 0x1000..<0x10A0, 0x1780..<0x1800,
    ]
    static let invisibles: [Int] = [0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF]

    /// Takes a category of the generated table: 1 letter, 2 mark, 3 number, 0 anything else, + 4 for a capital.
    init(category: UInt8) {
        var parts: Self = category & 3 == 0 ? [] : .word
        if category & 3 == 2 { parts.insert(.mark) }
        if category & 4 != 0 { parts.insert(.capital) }
        self = parts
    }

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }
}
