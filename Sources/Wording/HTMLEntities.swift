// SPDX-License-Identifier: Apache-2.0
// Character references of HTML, decoded as browsers do (WHATWG HTML, 13.2.5.72 and following).

/// A decoded reference: one scalar, seldom two, and the bytes it took in the text.
package struct HTMLReference: Sendable, Hashable {
    package let first: Unicode.Scalar
    package let second: Unicode.Scalar?
    /// Bytes from the `&` to the end of the reference.
    package let length: Int
}

package enum HTMLEntities {
    /// The reference that begins with the `&` at `text[0]`; `nil` where it is none and the `&` stands for itself.
    ///
    /// With `inAttribute` a name without its semicolon before `=` or a letter is left alone, so that the query of a link
    /// survives.
    package static func reference(
        at text: UnsafeBufferPointer<UInt8>, inAttribute: Bool = false
    ) -> HTMLReference? {
        guard text.count >= 3 else { return nil }
        if text[1] == UInt8(ascii: "#") { return numeric(text) }
        return named(text, inAttribute: inAttribute)
    }

    /// The scalars of the entity called `name`, such as `nbsp`; `nil` for a name HTML does not have.
    package static func scalars(named name: UnsafeBufferPointer<UInt8>) -> (Unicode.Scalar, Unicode.Scalar?)? {
        table.find(name).map { ($0.first, $0.second) }
    }

    private static let table = EntityTable(names)
    private static let longestName = 32
    private static let longestLegacyName = 6

    private static func named(_ text: UnsafeBufferPointer<UInt8>, inAttribute: Bool) -> HTMLReference? {
        var end = 1
        while end < text.count, end <= longestName, text[end].isASCIIAlphanumeric { end += 1 }
        guard end > 2 else { return nil }
        if end < text.count, text[end] == UInt8(ascii: ";"), let entity = table.find(slice(text, 1, end)) {
            return HTMLReference(first: entity.first, second: entity.second, length: end + 1)
        }
        return legacy(text, end: end, inAttribute: inAttribute)
    }

    private static func legacy(
        _ text: UnsafeBufferPointer<UInt8>, end: Int, inAttribute: Bool
    ) -> HTMLReference? {
        for stop in stride(from: min(end, 1 + longestLegacyName), to: 2, by: -1) {
            guard let entity = table.find(slice(text, 1, stop)), entity.isLegacy else { continue }
            if inAttribute, stop < text.count, text[stop] == UInt8(ascii: "=") || text[stop].isASCIIAlphanumeric {
                return nil
            }
            return HTMLReference(first: entity.first, second: nil, length: stop)
        }
        return nil
    }

    private static func slice(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: text[start..<end])
    }

    private static func numeric(_ text: UnsafeBufferPointer<UInt8>) -> HTMLReference? {
        let isHex = text[2] | 0x20 == UInt8(ascii: "x")
        var position = isHex ? 3 : 2
        let digits = position
        var value: UInt32 = 0
        while position < text.count, let digit = text[position].hexValue, isHex || digit < 10 {
            value = min(value &* (isHex ? 16 : 10) &+ UInt32(digit), 0x11_0000)
            position += 1
        }
        guard position > digits else { return nil }
        if position < text.count, text[position] == UInt8(ascii: ";") { position += 1 }
        return HTMLReference(first: scalar(numbered: value), second: nil, length: position)
    }

    /// Numbers 80 to 9F are taken for windows-1252, as every browser does; impossible ones become U+FFFD.
    private static func scalar(numbered value: UInt32) -> Unicode.Scalar {
        if (0x80...0x9F).contains(value), let scalar = Unicode.Scalar(windows1252[Int(value - 0x80)]) { return scalar }
        guard value != 0, let scalar = Unicode.Scalar(value) else { return "\u{FFFD}" }
        return scalar
    }

    /// The scalars of the bytes 80 to 9F in windows-1252; the five unused bytes stand for themselves.
    package static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
        0x17E, 0x178,
    ]
}

extension UInt8 {
    var isASCIIAlphanumeric: Bool {
        (self | 0x20) &- 0x61 < 26 || self &- 0x30 < 10
    }

    /// `nil` for what is no hexadecimal digit.
    var hexValue: UInt8? {
        if self &- 0x30 < 10 { return self &- 0x30 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }
}
