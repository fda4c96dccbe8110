// SPDX-License-Identifier: Apache-2.0
// JSON (RFC 8259) that stays one line for every reader: also what only some readers take for a line end is escaped.

extension TextBuffer {
    /// Appends `"key":`, after a comma unless it is an object's first.
    mutating func appendKey(_ key: String) {
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        append("\"" + key + "\":")
    }

    /// Appends a JSON string, or `null`. Escapes `"`, `\`, all controls (C0, DEL, C1), U+2028, U+2029 and what steers the
    /// direction of writing. At most `limit` bytes of `text` are taken, then an ellipsis.
    mutating func appendQuoted(_ text: String?, limit: Int) {
        guard let text else { return append("null") }
        bytes.append(UInt8(ascii: "\""))
        var taken = 0
        for scalar in text.unicodeScalars {
            taken += UTF8.width(scalar)
            guard taken <= limit else {
                append("…")
                break
            }
            appendEscaped(scalar)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": append("\\\"")
        case "\\": append("\\\\")
        case "\n": append("\\n")
        case "\r": append("\\r")
        case "\t": append("\\t")
        case _ where scalar.needsEscape: appendHexadecimal(scalar.value)
        default: append(scalar)
        }
    }

    /// `\u00XX`; every scalar that needs it is in the basic plane.
    private mutating func appendHexadecimal(_ value: UInt32) {
        let digits = String(value, radix: 16)
        append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    }
}

extension Unicode.Scalar {
    fileprivate var needsEscape: Bool {
        switch value {
        case 0x20...0x7E: false
        case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
        default: isSteering
        }
    }
}
