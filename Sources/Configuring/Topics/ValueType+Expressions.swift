// SPDX-License-Identifier: Apache-2.0
// The lists of a topic file whose items are taken as their source text.

import Yams

/// An alias group: its name and what it stands for.
struct WrittenGroup: Sendable {
    let name: String
    let place: Place
    let items: [WrittenText]
}

extension ValueType<[WrittenText]> {
    static let expressions = expressions(
        schema: .object([("type", .types(["array", "null"])), ("items", .object([("type", itemTypes)]))]))

    /// `+points expression`: a topic has at least one.
    static let signals = expressions(
        schema: .object([
            ("type", .string("array")), ("minItems", .number(1)),
            (
                "items",
                .object([("type", itemTypes), ("pattern", .string("^\\s*[+-][0-9]+(\\.[0-9]+)?\\s+\\S"))])
            ),
        ]))

    /// What YAML takes for a number or a mapping is read as its source text.
    private static let itemTypes = JSON.types(["string", "number", "boolean", "object"])

    private static func expressions(schema: JSON) -> ValueType {
        ValueType("a list of expressions", schema: schema) { node, reading in items(of: node, &reading) }
    }

    private static func items(of node: Node, _ reading: inout Reading) -> [WrittenText]? {
        if node.isNull { return [] }
        guard let items = node.sequence else {
            reading.error("\(reading.subject) takes a list, not \(node.kindInWords)", "write '- ' before it", at: node)
            return nil
        }
        return items.compactMap { WrittenText.read($0, &reading) }
    }
}

extension ValueType<[WrittenGroup]> {
    static let groups = ValueType(
        "a mapping of names to lists",
        schema: .object([
            ("type", .types(["object", "null"])), ("additionalProperties", ValueType<[WrittenText]>.expressions.schema),
        ]),
        read: { node, reading in
            if node.isNull { return [] }
            guard let mapping = node.mapping else {
                reading.error(
                    "groups takes a mapping of names to lists, not \(node.kindInWords)",
                    "write groups: {us: [US, USA]}",
                    at: node)
                return nil
            }
            return mapping.compactMap { reading.repeatedKeys.contains($0.place) ? nil : group($0, $1, &reading) }
        })

    private static func group(_ key: Node, _ value: Node, _ reading: inout Reading) -> WrittenGroup? {
        let name = key.scalar?.string ?? ""
        guard !name.isEmpty, name.unicodeScalars.allSatisfy(isNameScalar) else {
            reading.error(
                "\(key.kindInWords) cannot be a group's name", "use letters, digits, '-' and '_' only", at: key)
            return nil
        }
        let outer = (reading.section, reading.key)
        defer { (reading.section, reading.key) = outer }
        (reading.section, reading.key) = ("groups", name)
        guard let items = ValueType<[WrittenText]>.expressions.read(value, &reading) else { return nil }
        if items.isEmpty {
            reading.error("the group '\(name)' is empty", "list what it stands for, or remove it", at: key)
        }
        return WrittenGroup(name: name, place: key.place, items: items)
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
        default: scalar == "-" || scalar == "_"
        }
    }
}

extension WrittenText {
    /// The text of an item; a problem and `nil` where YAML took it for something else.
    static func read(_ node: Node, _ reading: inout Reading) -> WrittenText? {
        guard let written = WrittenText(node) else {
            reading.error("YAML reads \(node.kindInWords) here, not an expression", "put the line in quotes", at: node)
            return nil
        }
        guard written.text.unicodeScalars.contains(where: { !$0.isSpace }) else {
            reading.error("an empty item in \(reading.subject)", "write an expression, or remove the line", at: node)
            return nil
        }
        return written
    }
}
