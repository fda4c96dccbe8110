// SPDX-License-Identifier: Apache-2.0
// A mapping with a fixed set of keys.

import Yams

struct Section<Root: Sendable>: Sendable {
    let settings: [Setting<Root>]

    init(_ settings: [Setting<Root>]) {
        self.settings = settings
    }

    /// Reads each key of a mapping into `root`; unknown keys and faulty values are reported, the rest is read all the
    /// same. Nothing at all (`fetch:` with every line below it commented out) leaves the defaults.
    func read(_ node: Node, into root: inout Root, _ reading: inout Reading) {
        if node.isNull { return }
        guard let mapping = node.mapping else { return reportNoMapping(node, &reading) }
        let (outerSection, outerKey) = (reading.section, reading.key)
        reading.section = reading.subject
        for (key, value) in mapping where !reading.repeatedKeys.contains(key.place) {
            reading.key = key.scalar?.string ?? ""
            reading.keyPlace = key.place
            if let setting = settings.first(where: { $0.key == reading.key }) {
                setting.read(value, &root, &reading)
            } else {
                reportUnknown(key, &reading)
            }
        }
        (reading.section, reading.key) = (outerSection, outerKey)
    }

    /// The names of the keys that differ, in the order of the section: `interval`, `log.path`.
    func changes(from old: Root, to new: Root) -> [String] {
        settings.flatMap { $0.changes(old, new) }
    }

    /// The JSON Schema of the mapping, with the defaults of `defaults`. A mapping of which every key may be left out may
    /// be left out itself, which is null to a schema: `fetch:` with nothing below it.
    func schema(_ defaults: Root, required: [String] = []) -> JSON {
        let properties = settings.compactMap { setting in
            setting.schema.map { schema in
                (key: setting.key, value: schema(defaults).adding([("description", .string(setting.help))]))
            }
        }
        let keys: [(key: String, value: JSON)] = [
            ("additionalProperties", .bool(false)), ("properties", .object(properties)),
        ]
        guard !required.isEmpty else { return .object([("type", .types(["object", "null"]))] + keys) }
        return .object([("type", .string("object")), ("required", .array(required.map { .string($0) }))] + keys)
    }

    private var knownKeys: [String] {
        settings.filter { $0.schema != nil }.map(\.key)
    }

    private func reportNoMapping(_ node: Node, _ reading: inout Reading) {
        if reading.mayHoldSecret {
            let keys = knownKeys.joined(separator: ", ")
            return reading.error(
                "\(reading.subject) takes a mapping of keys to values", "keys that may stand here: \(keys)", at: node)
        }
        if let (key, rest) = keyWithoutColon(node) {
            return reading.error("a key without ':'", "write '\(key): \(rest)'", at: node)
        }
        let subject = reading.subject.isEmpty ? "the file" : reading.subject
        let advice =
            if let scalar = node.scalar, knownKeys.count == 1 {
                "write \(reading.key): {\(knownKeys[0]): \(scalar.string)}"
            } else {
                "keys that may stand here: " + knownKeys.joined(separator: ", ")
            }
        reading.error("\(subject) takes a mapping of keys to values, not \(node.kindInWords)", advice, at: node)
    }

    /// `per_host 2` below `fetch:` is a text to YAML.
    private func keyWithoutColon(_ node: Node) -> (key: String, rest: String)? {
        guard let text = node.scalar?.string, let key = knownKeys.first(where: { text.hasPrefix($0 + " ") }) else {
            return nil
        }
        return (key, String(text.dropFirst(key.count + 1)))
    }

    private func reportUnknown(_ key: Node, _ reading: inout Reading) {
        let name = key.kindInWords
        let place = reading.section.isEmpty ? "" : " in \(reading.section)"
        reading.error(
            "unknown key \(name)\(place)", NearestWord.advice(for: key.scalar?.string ?? "", among: knownKeys), at: key)
    }
}
