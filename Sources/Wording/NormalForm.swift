// SPDX-License-Identifier: Apache-2.0
// Unicode normalisation form C. Nearly all news is in it already, so a scalar is first asked whether it can change at all.

import Foundation

enum NormalForm {
    /// The text in form C. Costly; ask `isSafe` of its scalars first.
    static func composed(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping
    }

    /// Whether the scalar of this UTF-8 sequence is a starter that form C keeps and joins to nothing before it. Scalars
    /// below U+0300 always are. The ranges are a part of those with NFC_Quick_Check=Yes and combining class 0
    /// (Unicode 15.1, DerivedNormalizationProps.txt): a scalar left out costs time, never a wrong text.
    static func isSafe(_ text: UnsafePointer<UInt8>, _ size: Int) -> Bool {
        switch size {
        case 2:
            let scalar = UInt32(text[0] & 0x1F) << 6 | UInt32(text[1] & 0x3F)
            return isSafe(shortScalar: scalar)
        case 3:
            let scalar = UInt32(text[0] & 0x0F) << 12 | UInt32(text[1] & 0x3F) << 6 | UInt32(text[2] & 0x3F)
            return isSafe(scalar)
        case 4:
            // Pictographs; the other planes are rare in news.
            return text[0] == 0xF0 && text[1] == 0x9F
        default: return true
        }
    }

    private static func isSafe(shortScalar scalar: UInt32) -> Bool {
        switch scalar {
        case 0..<0x300, 0x388...0x482, 0x48A...0x58F, 0x5D0...0x5EA, 0x620...0x64A, 0x660...0x66F, 0x671...0x6D5: true
        default: false
        }
    }

    private static func isSafe(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2010...0x205E, 0x20A0...0x20C0, 0x2103...0x2125, 0x2150...0x21FF, 0x2460...0x27FF, 0x1E00...0x1EFF,
            0x3001...0x3029, 0x3030...0x3096, 0x309B...0x9FFF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xFF01...0xFFEF,
            0xFFFD:
            true
        default: false
        }
    }
}
