// SPDX-License-Identifier: Apache-2.0
// `alerts.sinks:` maps the user's own names to sinks.

import Yams

extension ValueType<[SinkSettings]> {
    /// In the order of the file. Faulty sinks are reported and left out.
    static let sinks = ValueType(
        "a mapping of names to sinks",
        schema: .object([
            ("type", .types(["object", "null"])),
            ("additionalProperties", .object([("oneOf", .array(SinkKind.all.map(\.schema)))])),
        ]),
        read: { node, reading in
            if node.isNull { return [] }
            guard let mapping = node.mapping else {
                let advice = "write the sink's name, a colon, and its keys below: phone: {kind: ntfy, topic: NAME}"
                reading.error(
                    "\(reading.subject) takes a mapping of names to sinks, not \(node.kindInWords)", advice, at: node)
                return nil
            }
            return mapping.compactMap { reading.repeatedKeys.contains($0.place) ? nil : sink($0, $1, &reading) }
        })

    private static func sink(_ key: Node, _ value: Node, _ reading: inout Reading) -> SinkSettings? {
        let outer = (reading.section, reading.key)
        defer { (reading.section, reading.key) = outer }
        guard let name = SinkName.checked(key, &reading) else { return nil }
        (reading.section, reading.key) = (reading.subject, name)
        guard let kind = kind(of: value, &reading) else { return nil }
        let before = reading.problems.count
        let (target, expire) = kind.read(value, &reading)
        return reading.problems.count == before ? SinkSettings(name: name, target: target, expire: expire) : nil
    }

    private static func kind(of node: Node, _ reading: inout Reading) -> SinkKind? {
        let names = SinkKind.all.map(\.name)
        guard node.mapping != nil else {
            reading.error(
                "\(reading.subject) takes a mapping of keys to values, not \(node.kindInWords)",
                "begin with kind: and one of \(names.joined(separator: ", "))", at: node)
            return nil
        }
        guard let word = node["kind"] else {
            reading.error(
                "\(reading.subject) has no kind", "add kind: and one of \(names.joined(separator: ", "))", at: node)
            return nil
        }
        if let kind = SinkKind.all.first(where: { $0.name == word.string }) { return kind }
        reading.error(
            "there is no kind of sink \(word.kindInWords)", NearestWord.advice(for: word.string ?? "", among: names),
            at: word)
        return nil
    }
}

/// The names that sinks may have: they become a field of status lines, an argument, and a word in topic files.
enum SinkName {
    /// The sinks that have keys of their own beside `sinks:`.
    static let reserved = ["journal", "log", "jsonl"]

    static func checked(_ key: Node, _ reading: inout Reading) -> String? {
        let name = key.scalar?.string ?? ""
        guard isWord(name) else {
            reading.error(
                "\(key.kindInWords) cannot be a sink's name", "use up to 64 letters a-z, digits, '-' and '_'", at: key)
            return nil
        }
        guard !reserved.contains(name) else {
            let advice = "set alerts.\(name)" + (name == "journal" ? "" : ".path") + ", or choose another name"
            reading.error("the name '\(name)' belongs to the sink that is always there", advice, at: key)
            return nil
        }
        return name
    }

    static func isWord(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }
}
