// SPDX-License-Identifier: Apache-2.0
// What a key may be set to: one value says how it is read, how it is explained, and how a JSON Schema describes it.

import Yams

/// A kind of value in a configuration file.
struct ValueType<Value: Sendable>: Sendable {
    /// What is right, as it follows "takes": "a duration such as 30s, 15m, 6h or 90d".
    let expectation: String
    /// The JSON Schema of the values, without default and description.
    let schema: JSON
    /// A value as it would be written, for the default in the schema; `nil` where none is worth showing.
    let written: @Sendable (Value) -> JSON?
    /// The value of a node; `nil` after a problem was reported.
    let read: @Sendable (Node, inout Reading) -> Value?

    init(
        _ expectation: String, schema: JSON, written: @escaping @Sendable (Value) -> JSON? = { _ in nil },
        read: @escaping @Sendable (Node, inout Reading) -> Value?
    ) {
        self.expectation = expectation
        self.schema = schema
        self.written = written
        self.read = read
    }

    /// A value written as one scalar. `value` returns `nil` for a text it does not accept, `advice` says what is right.
    static func scalar(
        _ expectation: String, schema: JSON, written: @escaping @Sendable (Value) -> JSON? = { _ in nil },
        advice: @escaping @Sendable (String) -> String = { _ in "" },
        value: @escaping @Sendable (String) -> Value?
    ) -> ValueType {
        ValueType(expectation, schema: schema, written: written) { node, reading in
            guard let text = reading.text(of: node, expecting: expectation) else { return nil }
            if let value = value(text) { return value }
            reading.error("\(reading.subject) takes \(expectation), not \(text.quoted)", advice(text), at: node)
            return nil
        }
    }
}

extension Reading {
    /// The source text of a scalar; a problem and `nil` for a list, a mapping or nothing.
    mutating func text(of node: Node, expecting expectation: String) -> String? {
        guard !node.isNull else {
            error("\(subject) has no value", "give it \(expectation), or remove the key", at: node)
            return nil
        }
        guard let scalar = node.scalar else {
            error("\(subject) takes \(expectation), not \(node.kindInWords)", at: node)
            return nil
        }
        guard !scalar.string.unicodeScalars.contains(where: \.isControl) else {
            error("\(subject) holds a line break or a control character", "write it on one line", at: node)
            return nil
        }
        return scalar.string
    }
}

/// A value and where it is written.
struct Marked<Value: Sendable>: Sendable {
    let value: Value
    let place: Place
}

extension ValueType {
    /// The same, keeping the place.
    var marked: ValueType<Marked<Value>> {
        let read = self.read
        let written = self.written
        return ValueType<Marked<Value>>(expectation, schema: schema, written: { written($0.value) }) { node, reading in
            read(node, &reading).map { Marked(value: $0, place: node.place) }
        }
    }
}
