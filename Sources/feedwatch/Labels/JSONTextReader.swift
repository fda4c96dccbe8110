// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Goes through a JSON text once; the grammar of RFC 8259, a function a rule.
struct JSONTextReader {
    /// Deeper than any line a person writes, and far from the end of the stack.
    private static let maxDepth = 64

    let text: [UInt8]
    private var position = 0

    init(text: [UInt8]) {
        self.text = text
    }

    mutating func value(depth: Int) throws(JSONFault) -> PlacedJSON {
        skipBlank()
        let offset = position
        guard depth < Self.maxDepth else { throw JSONFault(offset: offset, message: "nested too deeply") }
        return PlacedJSON(value: try bareValue(depth), offset: offset)
    }

    /// Nothing but blanks may follow.
    mutating func end() throws(JSONFault) {
        skipBlank()
        guard position == text.count else { throw fault("one object a line; this is after its end") }
    }

    private mutating func bareValue(_ depth: Int) throws(JSONFault) -> PlacedJSON.Value {
        switch peek {
        case UInt8(ascii: "{"): return .object(try members(depth))
        case UInt8(ascii: "["): return .list(try items(depth))
        case UInt8(ascii: "\""): return .text(try string())
        default: return try word()
        }
    }

    private mutating func members(_ depth: Int) throws(JSONFault) -> [PlacedJSON.Member] {
        var members: [PlacedJSON.Member] = []
        try sequence(until: "}") { reader throws(JSONFault) in
            let offset = reader.position
            guard reader.peek == UInt8(ascii: "\"") else { throw reader.fault("a key in double quotes is expected") }
            let key = try reader.string()
            reader.skipBlank()
            guard reader.take(":") else { throw reader.fault("':' is expected after a key") }
            members.append(.init(key: key, offset: offset, value: try reader.value(depth: depth + 1)))
        }
        return members
    }

    private mutating func items(_ depth: Int) throws(JSONFault) -> [PlacedJSON] {
        var items: [PlacedJSON] = []
        try sequence(until: "]") { reader throws(JSONFault) in items.append(try reader.value(depth: depth + 1)) }
        return items
    }

    /// What stands between the bracket here and its partner, parted by commas.
    private mutating func sequence(
        until end: Unicode.Scalar, _ part: (inout JSONTextReader) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        position += 1
        skipBlank()
        if take(end) { return }
        while true {
            skipBlank()
            try part(&self)
            skipBlank()
            if take(end) { return }
            guard take(",") else { throw fault("',' or '\(end)' is expected") }
        }
    }

    private mutating func word() throws(JSONFault) -> PlacedJSON.Value {
        let start = position
        while let byte = peek, !Self.endsWord(byte) { position += 1 }
        let word = String(decoding: text[start..<position], as: UTF8.self)
        switch word {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "": throw fault("a value is expected")
        default:
            guard word.utf8.allSatisfy(Self.isNumeric), let number = Double(word), number.isFinite else {
                throw JSONFault(offset: start, message: "'\(word.prefix(20))' is no JSON value; texts stand in \"\"")
            }
            return .number(number)
        }
    }

    private static func isNumeric(_ byte: UInt8) -> Bool {
        "+-.eE".utf8.contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        byte <= 0x20 || ",]}:\"".utf8.contains(byte)
    }
}

// MARK: Strings

extension JSONTextReader {
    private mutating func string() throws(JSONFault) -> String {
        let start = position
        position += 1
        var hasEscapes = false
        while let byte = peek, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw fault("a text may not hold a control character; write \\n or \\t") }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                position += 1
            }
            position += 1
        }
        guard position < text.count else {
            throw JSONFault(offset: start, message: "the text has no end: '\"' is missing")
        }
        position += 1
        let raw = text[start..<position]
        guard hasEscapes else { return String(decoding: raw.dropFirst().dropLast(), as: UTF8.self) }
        return try unescaped(raw, from: start)
    }

    /// Foundation knows the escapes, pairs of surrogates among them.
    private func unescaped(_ raw: ArraySlice<UInt8>, from start: Int) throws(JSONFault) -> String {
        guard let string = try? JSONDecoder().decode(String.self, from: Data(raw)) else {
            throw JSONFault(offset: start, message: "the text holds an escape that JSON does not know")
        }
        return string
    }
}

// MARK: Bytes

extension JSONTextReader {
    private var peek: UInt8? { position < text.count ? text[position] : nil }

    private func fault(_ message: String) -> JSONFault {
        JSONFault(offset: position, message: message)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    private mutating func skipBlank() {
        while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }
}
