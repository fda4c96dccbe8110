// SPDX-License-Identifier: Apache-2.0
// Texts, paths and lists of them.

import Yams

extension ValueType<String> {
    static let text: ValueType = scalar(
        "a text", schema: .type("string"), written: { .string($0) }, value: { $0.isEmpty ? nil : $0 })

    /// An absolute path, from one that may be relative to the configuration's directory. `${CREDENTIALS_DIRECTORY}` at
    /// its start is the directory of systemd's credentials.
    static let path: ValueType = ValueType("a path", schema: .type("string"), written: { .string($0) }) {
        node, reading in
        guard let text = reading.text(of: node, expecting: "a path") else { return nil }
        guard !text.isEmpty, text != "~", !text.hasPrefix("~/") else {
            let advice =
                text.isEmpty ? "name a file, or remove the key" : "'~' is not expanded here: write the whole path"
            reading.error("\(reading.subject) takes a path, not \(text.quoted)", advice, at: node)
            return nil
        }
        return PathText.absolute(
            PathText.expandingCredentials(text, reading.environment), from: reading.directory)
    }
}

extension ValueType<[String]> {
    static let texts = ValueType.list(of: .text)
}

extension ValueType {
    /// A list; its faulty items are reported and left out.
    static func list<Item>(of item: ValueType<Item>) -> ValueType where Value == [Item] {
        ValueType(
            "a list such as [a, b]", schema: .object([("type", .types(["array", "null"])), ("items", item.schema)]),
            written: { $0.isEmpty ? .array([]) : nil },
            read: { node, reading in
                if node.isNull { return [] }
                guard let items = node.sequence else {
                    let advice = node.scalar.map { "write [\($0.string)]" } ?? ""
                    reading.error("\(reading.subject) takes a list, not \(node.kindInWords)", advice, at: node)
                    return nil
                }
                return items.compactMap { item.read($0, &reading) }
            })
    }
}
