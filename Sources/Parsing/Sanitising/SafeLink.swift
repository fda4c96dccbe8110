// SPDX-License-Identifier: Apache-2.0
// Links that lead somewhere and run nothing.

import Wording

enum SafeLink {
    /// The link without control characters and made absolute; `nil` for a scheme that is not known to be harmless. A
    /// `base` of `nil` leaves it relative.
    static func resolved(_ value: String, base: String?) -> String? {
        let link = withoutControls(value)
        guard HarmlessLink.isHarmless(link) else { return nil }
        return URLReference.resolve(link, against: base)
    }

    /// `data:` with a picture in it, of a kind that holds nothing but dots; `nil` for anything else.
    static func picture(_ value: String) -> String? {
        let link = withoutControls(value).filter { $0 != " " }
        let kinds = ["png", "gif", "jpeg", "jpg", "webp", "avif", "bmp", "x-icon"]
        let isPicture = kinds.contains { link.lowercased().hasPrefix("data:image/\($0);base64,") }
        return isPicture && link.utf8.allSatisfy(isOfDataURL) ? link : nil
    }

    /// `srcset` (WHATWG HTML, 4.8.4.2.2): links with a width or a density, apart by commas; `nil` where one of them is not
    /// harmless. More than `mostSources` have no use, and stay relative: each would take over the base.
    static func sources(_ value: String, base: String?) -> String? {
        var kept: [String] = []
        let value = withSpacesForControls(value)
        var rest = value.utf8[...]
        while let start = rest.firstIndex(where: { !$0.isSpace && $0 != comma }) {
            rest = rest[start...]
            let end = rest.firstIndex(where: \.isSpace) ?? rest.endIndex
            var url = rest[..<end]
            rest = rest[end...]
            var descriptor = ""
            if url.last == comma {
                while url.last == comma { url.removeLast() }
            } else {
                let stop = rest.firstIndex(of: comma) ?? rest.endIndex
                descriptor = String(decoding: rest[..<stop].filter { !$0.isSpace }, as: UTF8.self)
                rest = rest[stop...]
            }
            let base = kept.count < mostSources ? base : nil
            guard let link = resolved(String(decoding: url, as: UTF8.self), base: base), isDescriptor(descriptor) else {
                return nil
            }
            kept.append(descriptor.isEmpty ? link : link + " " + descriptor)
        }
        return kept.isEmpty ? nil : kept.joined(separator: ", ")
    }

    private static let mostSources = 32
    private static let comma = UInt8(ascii: ",")

    /// `2x`, `1.5x`, `640w`, or nothing.
    private static func isDescriptor(_ text: String) -> Bool {
        guard let unit = text.utf8.last else { return true }
        return "xwh".utf8.contains(unit) && text.utf8.dropLast().allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
    }

    /// Readers skip white space and control characters in a scheme; here they are taken out before it is looked at. A
    /// space within stays, as published.
    private static func withoutControls(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return value }
        let kept = value.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        let text = String.UnicodeScalarView(kept.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        return String(text)
    }

    private static func withSpacesForControls(_ value: String) -> String {
        let scalars = value.unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func isOfDataURL(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || "+/=:;,-%".utf8.contains(byte)
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool { self == 0x20 }
}
