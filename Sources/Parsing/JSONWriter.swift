// SPDX-License-Identifier: Apache-2.0

/// Writes one line of JSON, keys in the order in which they come, non-ASCII as it is. Control characters, U+2028 and
/// U+2029 are escaped, so that a line stays a line for every reader.
struct JSONWriter {
    private var out: [UInt8] = []
    private var needsComma = false

    var text: String { String(decoding: out, as: UTF8.self) }

    mutating func object(_ body: (inout JSONWriter) -> Void) {
        open("{")
        body(&self)
        close("}")
    }

    mutating func field(_ name: String, _ value: String?) {
        key(name)
        if let value { string(value) } else { put("null") }
    }

    mutating func field(_ name: String, _ value: Int?) {
        key(name)
        put(value.map { String($0) } ?? "null")
    }

    mutating func field(_ name: String, object body: ((inout JSONWriter) -> Void)?) {
        key(name)
        guard let body else { return put("null") }
        needsComma = false
        object(body)
    }

    mutating func field<Elements: Sequence>(
        _ name: String, array elements: Elements, _ body: (inout JSONWriter, Elements.Element) -> Void
    ) {
        key(name)
        put("[")
        needsComma = false
        for element in elements {
            body(&self, element)
        }
        close("]")
    }

    /// An element of an array.
    mutating func element(_ value: String) {
        separate()
        string(value)
        needsComma = true
    }

    private mutating func open(_ mark: String) {
        separate()
        put(mark)
        needsComma = false
    }

    private mutating func close(_ mark: String) {
        put(mark)
        needsComma = true
    }

    private mutating func key(_ name: String) {
        separate()
        string(name)
        put(":")
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { put(",") }
    }

    private mutating func put(_ text: String) {
        out.append(contentsOf: text.utf8)
    }

    private mutating func string(_ value: String) {
        var value = value
        put("\"")
        value.withUTF8 { write($0) }
        put("\"")
    }

    /// Copies what needs no escape in one go.
    private mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var position = 0
        while position < bytes.count {
            let length = Self.escapedLength(bytes, at: position)
            if length > 0 {
                out.append(contentsOf: bytes[start..<position])
                escape(bytes, at: position, length)
                start = position + length
            }
            position += max(1, length)
        }
        out.append(contentsOf: bytes[start...])
    }

    /// The length of the character there if it must be escaped, else 0.
    @inline(__always)
    private static func escapedLength(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        switch bytes[place] {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: 1
        case 0xC2: place + 1 < bytes.count && bytes[place + 1] < 0xA0 ? 2 : 0
        case 0xE2:
            place + 2 < bytes.count && bytes[place + 1] == 0x80 && bytes[place + 2] & 0xFE == 0xA8 ? 3 : 0
        default: 0
        }
    }

    private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int, _ length: Int) {
        switch bytes[place] {
        case UInt8(ascii: "\""): put("\\\"")
        case UInt8(ascii: "\\"): put("\\\\")
        case 0x0A: put("\\n")
        case 0x0D: put("\\r")
        case 0x09: put("\\t")
        case 0xC2: put("\\u00" + String(bytes[place + 1], radix: 16))
        case 0xE2: put(bytes[place + 2] == 0xA8 ? "\\u2028" : "\\u2029")
        case let byte: put((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16))
        }
    }
}
