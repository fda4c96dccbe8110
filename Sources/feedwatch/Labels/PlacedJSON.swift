// SPDX-License-Identifier: Apache-2.0
// JSON (RFC 8259) whose values know where they stand, for files that people write: a fault has a column.
//
// Foundation's decoder says what is wrong, but not dependably where. Lines are short, so this reader is plain.

/// A JSON value and where it begins.
struct PlacedJSON {
    enum Value {
        case null
        case bool(Bool)
        case number(Double)
        case text(String)
        case list([PlacedJSON])
        case object([Member])
    }

    struct Member {
        let key: String
        /// Of the key, in bytes.
        let offset: Int
        let value: PlacedJSON
    }

    let value: Value
    /// In bytes from the beginning of the text.
    let offset: Int

    /// The last member of that name, as most readers take it.
    func member(_ key: String) -> Member? {
        guard case .object(let members) = value else { return nil }
        return members.last { $0.key == key }
    }

    /// "a text", "a list", …, for messages.
    var kindInWords: String {
        switch value {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .text: "a text"
        case .list: "a list"
        case .object: "an object"
        }
    }
}

/// What is wrong with a text, and where.
struct JSONFault: Error {
    let offset: Int
    let message: String
}

extension PlacedJSON {
    /// Reads one value that is all of `text`.
    static func read(_ text: [UInt8]) throws(JSONFault) -> PlacedJSON {
        var reader = JSONTextReader(text: text)
        let value = try reader.value(depth: 0)
        try reader.end()
        return value
    }
}
