// SPDX-License-Identifier: Apache-2.0
// The UTF-8 bytes of a line under construction. Feeds are hostile: what they send passes `appendClean` or `appendQuoted`,
// is bounded, and cannot end the line, move the cursor, reverse the direction of reading or forge a field.

/// Bytes of one line, appended piece by piece.
struct TextBuffer {
    var bytes: [UInt8] = []

    init(capacity: Int = 1_024) {
        bytes.reserveCapacity(capacity)
    }

    /// The line as a string.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends text of our own as it is.
    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Appends one scalar as it is.
    mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            bytes.append(contentsOf: scalar.utf8)
        }
    }

    /// Appends `text` as part of one line for people: a run of white space and control characters becomes one space, none
    /// at the ends; what only steers the direction of writing is left out, and marks that are stacked too high
    /// (`MarkRun`). At most `limit` bytes, then an ellipsis.
    mutating func appendClean(_ text: String, limit: Int) {
        let start = bytes.count
        var isSpaceDue = false
        var marks = MarkRun()
        for scalar in text.unicodeScalars where !scalar.isSteering && !marks.exceeds(by: scalar) {
            if scalar.isBlank {
                isSpaceDue = bytes.count > start
                continue
            }
            let length = UTF8.width(scalar) + (isSpaceDue ? 1 : 0)
            guard bytes.count - start + length <= limit else { return append("…") }
            if isSpaceDue { bytes.append(UInt8(ascii: " ")) }
            append(scalar)
            isSpaceDue = false
        }
    }

    /// Appends a number with at most three decimals and at least `decimals`; no exponent; what is not finite is 0.
    mutating func append(_ number: Double, decimals: Int = 0) {
        let thousandths = (number * 1_000).rounded()
        let whole = thousandths.isFinite ? Int64(max(-9e15, min(9e15, thousandths))) : 0
        var digits = String(whole.magnitude % 1_000 + 1_000).dropFirst()
        while digits.count > decimals, digits.last == "0" { digits.removeLast() }
        append((whole < 0 ? "-" : "") + String(whole.magnitude / 1_000) + (digits.isEmpty ? "" : "." + digits))
    }
}

extension String {
    /// The text as part of one line for people (`TextBuffer.appendClean`).
    func cleaned(limit: Int) -> String {
        var buffer = TextBuffer(capacity: min(limit, utf8.count) + 4)
        buffer.appendClean(self, limit: limit)
        return buffer.text
    }
}

extension Unicode.Scalar {
    /// White space of any kind, C0, DEL and C1.
    var isBlank: Bool {
        switch value {
        case 0x21...0x7E: false
        case 0x00...0x20, 0x7F...0xA0: true
        default: properties.isWhitespace
        }
    }

    /// Takes no room and changes how the rest is shown: bidirectional controls (Unicode Annex 9), the deprecated format
    /// characters, interlinear annotation, the byte order mark.
    var isSteering: Bool {
        switch value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        default: false
        }
    }
}
