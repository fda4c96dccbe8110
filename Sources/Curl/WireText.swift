// SPDX-License-Identifier: Apache-2.0
// Header values as texts from which the very bytes can be had again. HTTP does not say how bytes beyond ASCII are
// encoded (RFC 9110 §5.5), and a validator must go back exactly as it came.

extension String {
    /// UTF-8 is taken as what it is. Anything else becomes one scalar of U+F780 to U+F7FF for each byte beyond ASCII;
    /// so does a text that holds such a scalar itself, so that `wireBytes` always gives the bytes back.
    init(wire bytes: ArraySlice<UInt8>) {
        if let text = String(validating: bytes, as: UTF8.self),
            !text.unicodeScalars.contains(where: { $0.wireByte != nil })
        {
            self = text
        } else {
            var scalars = UnicodeScalarView()
            for byte in bytes { scalars.append(Unicode.Scalar(wire: byte)) }
            self.init(scalars)
        }
    }

    /// What goes out for this text; the inverse of `init(wire:)`.
    var wireBytes: [UInt8] {
        guard utf8.contains(0xEF) else { return Array(utf8) }
        var bytes: [UInt8] = []
        for scalar in unicodeScalars {
            if let byte = scalar.wireByte {
                bytes.append(byte)
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
            }
        }
        return bytes
    }
}

extension Unicode.Scalar {
    fileprivate init(wire byte: UInt8) {
        self = byte < 0x80 ? Unicode.Scalar(byte) : Unicode.Scalar(0xF700 + UInt32(byte)) ?? "\u{FFFD}"
    }

    fileprivate var wireByte: UInt8? {
        (0xF780...0xF7FF).contains(value) ? UInt8(truncatingIfNeeded: value) : nil
    }
}
