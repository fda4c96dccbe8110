// SPDX-License-Identifier: Apache-2.0

/// Writes one line of JSON, keys in the order in which they come, non-ASCII as it is. Control characters, U+2028 and
/// U+2029 are escaped, so that a line stays a line for every reader.
struct JSONWriter {
    private(set) var text = ""
    private var needsComma = false

    mutating func object(_ body: (inout JSONWriter) -> Void) {
        open("{")
        body(&self)
        close("}")
    }

    mutating func field(_ name: String, _ value: String?) {
        key(name)
        if let value { string(value) } else { text += "null" }
    }

    mutating func field(_ name: String, _ value: Int?) {
        key(name)
        text += value.map { String($0) } ?? "null"
    }

    mutating func field(_ name: String, object body: ((inout JSONWriter) -> Void)?) {
        key(name)
        guard let body else { return text += "null" }
        needsComma = false
        object(body)
    }

    mutating func field<Element>(
        _ name: String, array elements: [Element], _ body: (inout JSONWriter, Element) -> Void
    ) {
        key(name)
        text += "["
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
        text += mark
        needsComma = false
    }

    private mutating func close(_ mark: String) {
        text += mark
        needsComma = true
    }

    private mutating func key(_ name: String) {
        separate()
        string(name)
        text += ":"
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { text += "," }
    }

    private mutating func string(_ value: String) {
        text += "\""
        for scalar in value.unicodeScalars { append(scalar) }
        text += "\""
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
            let hex = String(scalar.value, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        default: text.unicodeScalars.append(scalar)
        }
    }
}
