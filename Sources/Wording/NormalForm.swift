// SPDX-License-Identifier: Apache-2.0
// Unicode normalisation form C while text is written. Nearly all news is in it already, so a scalar is first asked whether
// it can change at all; those that can are composed with the character before them, and nothing else is touched.

enum NormalForm {
    /// Puts valid UTF-8 into form C where it lies and returns its new length: at most three times the old one
    /// (UAX #15, table of expansion factors), for which there must be room.
    static func compose(_ text: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
        var scalars: [UInt32] = []
        var position = 0
        while position < count {
            let scalar = DecodedScalar(text, at: position)
            scalars.append(scalar.value)
            position += scalar.width
        }
        guard !Decompositions.shared.isComposed(scalars) else { return count }
        var bytes: [UInt8] = []
        for scalar in Normalization.composed(scalars, isCompatible: false) { appendUTF8(scalar, to: &bytes) }
        for (index, byte) in bytes.enumerated() { text[index] = byte }
        return bytes.count
    }

    /// Whether the scalar of this UTF-8 sequence is a starter that form C keeps and joins to nothing before it. Scalars
    /// below U+0300 always are. The ranges are a part of those with NFC_Quick_Check=Yes and combining class 0
    /// (Unicode 14, DerivedNormalizationProps.txt): a scalar left out costs time, never a wrong text.
    @inline(__always)
    static func isSafe(_ text: UnsafePointer<UInt8>, _ size: Int) -> Bool {
        switch size {
        case 2:
            let scalar = UInt32(text[0] & 0x1F) << 6 | UInt32(text[1] & 0x3F)
            return 0x3A3...0x482 ~= scalar || isSafe(shortScalar: scalar)
        case 3:
            let scalar = UInt32(text[0] & 0x0F) << 12 | UInt32(text[1] & 0x3F) << 6 | UInt32(text[2] & 0x3F)
            // Han, kana and Hangul first, then the rest.
            return 0x309B...0x9FFF ~= scalar || 0xAC00...0xD7A3 ~= scalar || isSafe(scalar)
        case 4:
            // Pictographs; the other planes are rare in news.
            return text[0] == 0xF0 && text[1] == 0x9F
        default: return true
        }
    }

    private static func isSafe(shortScalar scalar: UInt32) -> Bool {
        switch scalar {
        case 0..<0x300, 0x388...0x3A1, 0x48A...0x52F, 0x531...0x58A, 0x5D0...0x5EA, 0x61B...0x64A, 0x660...0x66F,
            0x671...0x6D5, 0x6EE...0x70D, 0x712...0x72F, 0x74D...0x7B1, 0x7C0...0x7EA:
            true
        default: false
        }
    }

    private static func isSafe(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x900...0x93B, 0x93D...0x94C, 0xE01...0xE37, 0xE3F...0xE47, 0x10D0...0x1160, 0x1E00...0x1F15,
            0x2002...0x2064, 0x2074...0x208E, 0x20A0...0x20C0, 0x2100...0x2125, 0x212C...0x218B, 0x2190...0x2328,
            0x232B...0x2426, 0x2460...0x2ADB, 0x3000...0x3029, 0x3030...0x3096, 0xA960...0xA97C, 0xFE00...0xFE19,
            0xFF01...0xFFBE, 0xFFFD:
            true
        default: false
        }
    }
}
