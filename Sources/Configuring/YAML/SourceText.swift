// SPDX-License-Identifier: Apache-2.0
// Bytes of a file to the text that YAML may hold (YAML 1.1 §5.1), with the place of the first byte that is not.

/// The text of a configuration file.
enum SourceText {
    /// Decodes UTF-8 with or without a byte order mark. `nil`, and a problem, for anything else and for characters that
    /// YAML does not allow.
    static func decode(_ bytes: [UInt8], _ reading: inout Reading) -> String? {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard !looksLikeUTF16(body) else {
            reading.error("the file is UTF-16", "save it as UTF-8", at: .start)
            return nil
        }
        guard let text = String(validating: body, as: UTF8.self) else {
            let place = placeOfFirstInvalidByte(in: body)
            reading.error("the file is not UTF-8 from here on", "save it as UTF-8", at: place)
            return nil
        }
        reading.text = text
        guard let (scalar, place) = firstForbidden(in: text) else { return text }
        let number = String(scalar.value, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - number.count)) + number
        reading.error("the character \(name) is not allowed in YAML", "remove it", at: place)
        return nil
    }

    private static func looksLikeUTF16(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.prefix(2).contains(0)
    }

    private static func placeOfFirstInvalidByte(in bytes: ArraySlice<UInt8>) -> Place {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var counter = PlaceCounter()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            counter.pass(scalar)
        }
        return counter.place
    }

    private static func firstForbidden(in text: String) -> (Unicode.Scalar, Place)? {
        guard text.unicodeScalars.contains(where: isForbidden) else { return nil }
        var counter = PlaceCounter()
        for scalar in text.unicodeScalars {
            if isForbidden(scalar) { return (scalar, counter.place) }
            counter.pass(scalar)
        }
        return nil
    }

    /// As libYAML's reader.c: printable characters, tab, line feed, carriage return and next line are allowed.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F, 0x09, 0x0A, 0x0D, 0x85: false
        case 0..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}

/// Counts lines and columns as libYAML does: a line ends with CR LF, LF, CR, U+0085, U+2028 or U+2029.
struct PlaceCounter {
    private(set) var place = Place.start
    private var isAfterReturn = false

    mutating func pass(_ scalar: Unicode.Scalar) {
        let endsReturn = isAfterReturn && scalar == "\n"
        isAfterReturn = scalar == "\r"
        guard !endsReturn else { return }
        place =
            scalar.isLineBreak
            ? Place(line: place.line + 1, column: 1) : Place(line: place.line, column: place.column + 1)
    }
}

extension Unicode.Scalar {
    var isLineBreak: Bool {
        self == "\n" || self == "\r" || self == "\u{85}" || self == "\u{2028}" || self == "\u{2029}"
    }

    var isBlank: Bool { self == " " || self == "\t" }
}
