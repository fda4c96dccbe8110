// SPDX-License-Identifier: Apache-2.0
// How wide a text is on a terminal, without asking the C library, whose wcwidth(3) knows ASCII only in the locale "C".

extension Unicode.Scalar {
    /// The cells it takes on a terminal: 0 for what joins the scalar before or is invisible, 2 for what East Asian Width
    /// (UAX #11) calls wide or full-width and for emoji shown as pictures, else 1.
    package var cells: Int {
        if value < 0x300 { return value == 0xAD ? 0 : 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if 0x1160...0x11FF ~= value { return 0 }
        let isFlagPart = 0x1F1E6...0x1F1FF ~= value
        return isWide || properties.isEmojiPresentation && !isFlagPart ? 2 : 1
    }

    /// Blocks of which every assigned scalar is wide, from EastAsianWidth.txt.
    private var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
            0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F202, 0x1F210...0x1F23B,
            0x20000...0x3FFFD:
            true
        default: false
        }
    }
}

extension String {
    /// The cells of all its scalars.
    package var cells: Int { unicodeScalars.reduce(0) { $0 + $1.cells } }
}
