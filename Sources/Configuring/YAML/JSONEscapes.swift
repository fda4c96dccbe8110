// SPDX-License-Identifier: Apache-2.0
// JSON is YAML but for one thing: JSON writes a character beyond U+FFFF as two escapes, `\ud83d\ude00`, which YAML
// refuses.

enum JSONEscapes {
    /// The text with each pair of surrogate escapes as one of YAML's, if it looks like JSON. (Two columns shorter a
    /// pair, which problems later on that line show.)
    static func withoutSurrogates(_ text: String) -> String {
        guard text.utf8.first(where: { $0 > 0x20 }).map({ $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }) == true,
            text.utf8.contains(UInt8(ascii: "\\"))
        else { return text }
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if byte != UInt8(ascii: "\\") {
                out.append(byte)
                rest = rest.dropFirst()
            } else if let high = escape(rest), 0xD800..<0xDC00 ~= high, let low = escape(rest.dropFirst(6)),
                0xDC00..<0xE000 ~= low
            {
                let digits = String(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00), radix: 16)
                out += Array(("\\U" + String(repeating: "0", count: 8 - digits.count) + digits).utf8)
                rest = rest.dropFirst(12)
            } else {
                out += rest.prefix(2)
                rest = rest.dropFirst(2)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The number of a `\uXXXX` at the start.
    private static func escape(_ bytes: ArraySlice<UInt8>) -> UInt32? {
        guard bytes.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]), bytes.count >= 6 else { return nil }
        let digits = bytes.dropFirst(2).prefix(4)
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
