// SPDX-License-Identifier: Apache-2.0
// `headers:` of a feed: a mapping of names to texts, or to {file: FILE} for what is a secret.

import Model
import Yams

extension ValueType<[RequestField]> {
    static let requestFields = ValueType(
        "a mapping of names to texts", schema: schema,
        read: { node, reading in
            if node.isNull { return [] }
            guard let mapping = node.mapping else {
                reading.error(
                    "headers takes a mapping of names to texts, not \(node.kindInWords)",
                    "write headers: {Accept-Language: en}", at: node)
                return nil
            }
            return mapping.compactMap { reading.repeatedKeys.contains($0.place) ? nil : field($0, $1, &reading) }
        })

    private static let schema = JSON.object([
        ("type", .string("object")),
        (
            "additionalProperties",
            .object([("type", .array(["string", "number", "boolean", "object"].map { .string($0) }))])
        ),
    ])

    private static func field(_ key: Node, _ value: Node, _ reading: inout Reading) -> RequestField? {
        let name = key.scalar?.string ?? ""
        guard !name.isEmpty, name.unicodeScalars.allSatisfy(isToken) else {
            reading.error("\(key.kindInWords) cannot be a header's name", "use letters, digits and '-' only", at: key)
            return nil
        }
        if let advice = reserved[name.lowercased()] {
            reading.error("the header \(name) is not set here", advice, at: key)
            return nil
        }
        let outer = (reading.section, reading.key)
        defer { (reading.section, reading.key) = outer }
        (reading.section, reading.key) = (reading.subject, name)
        if value.mapping != nil { return file(of: value, &reading).map { RequestField(name, .file($0)) } }
        return ValueType<String>.text.read(value, &reading).map { RequestField(name, .text($0)) }
    }

    private static func file(of node: Node, _ reading: inout Reading) -> String? {
        var path: String?
        section.read(node, into: &path, &reading)
        return path
    }

    private static let section = Section<String?>([
        .optional("file", \.self, .path, "A file whose first line is the value.")
    ])

    /// What would break the transfer, or has a key of its own.
    private static let reserved: [String: String] = [
        "host": "it follows from the URL", "content-length": "a feed is asked for without a body",
        "transfer-encoding": "a feed is asked for without a body", "connection": "remove it",
        "authorization": "write auth: {user: NAME, password_file: FILE} or auth: {token_file: FILE}",
        "accept-encoding": "remove it", "if-none-match": "remove it", "if-modified-since": "remove it",
        "a-im": "remove it",
    ]

    /// RFC 9110 §5.6.2.
    private static func isToken(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            || "!#$%&'*+-.^_`|~".unicodeScalars.contains(scalar)
    }
}
