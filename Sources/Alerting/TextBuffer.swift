// SPDX-License-Identifier: Apache-2.0
// The UTF-8 bytes of a line under construction. Feeds are hostile: what they send passes `clean` or `quoted`, is bounded,
// and cannot end the line, move the cursor, reverse the reading direction or forge a field.

/// Bytes of one line, appended piece by piece.
struct TextBuffer {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 512) {
        bytes.reserveCapacity(capacity)
    }

    /// The line as a string.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends text of our own as it is.
    mutating func append(_ text: some StringProtocol) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Appends one scalar as it is.
    mutating func append(_ scalar: Unicode.Scalar) {
        bytes.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrappedOrReplacement)
    }

    /// Appends `text` as part of one line for people: runs of white space and control characters become one space, none at
    /// the ends, and what only steers the direction of writing is left out. At most `limit` bytes, then an ellipsis.
    mutating func appendClean(_ text: String, limit: Int) {
        let end = bytes.count + limit
        var pendingSpace = false
        var isEmpty = true
        for scalar in text.unicodeScalars {
            if scalar.isInvisibleControl { continue }
            if scalar.isBreaking {
                pendingSpace = !isEmpty
                continue
            }
            let width = UTF8.width(scalar) + (pendingSpace ? 1 : 0)
            guard bytes.count + width <= end else { return append("…") }
            if pendingSpace { bytes.append(UInt8(ascii: " ")) }
            append(scalar)
            (pendingSpace, isEmpty) = (false, false)
        }
    }
}

extension String {
    /// The text as one clean line (`TextBuffer.appendClean`).
    func cleanLine(limit: Int) -> String {
        var buffer = TextBuffer(capacity: min(limit, utf8.count) + 4)
        buffer.appendClean(self, limit: limit)
        return buffer.text
    }
}

extension Unicode.Scalar {
    /// White space of any kind, C0, DEL and C1: a space in a line for people.
    var isBreaking: Bool {
        switch value {
        case 0x21...0x7E: false
        case 0x00...0x20, 0x7F...0xA0: true
        default: properties.isWhitespace
        }
    }

    /// Takes no room and changes how the rest is shown: bidirectional controls (Unicode Annex 9), the deprecated format
    /// characters, interlinear annotation, the byte order mark.
    var isInvisibleControl: Bool {
        switch value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        default: false
        }
    }
}
