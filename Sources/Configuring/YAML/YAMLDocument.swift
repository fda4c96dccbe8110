// SPDX-License-Identifier: Apache-2.0
// Text to a tree of nodes with places. Scalars keep their source text: no value is bent to a boolean, number or date.
// Refused: aliases (a few lines of them unfold to gigabytes), a second document, keys written twice.

import Yams

enum YAMLDocument {
    /// The root node. `nil` for an empty file, and for a file that is no YAML, which is then among the problems.
    static func read(_ text: String, _ reading: inout Reading) -> Node? {
        if let place = YAMLAliases.first(in: text) {
            reading.error("YAML aliases are not supported", YAMLFault.quoting, at: place)
            return nil
        }
        var text = JSONEscapes.withoutSurrogates(text)
        for attempt in 0..<maximumRepeats {
            do {
                return try parse(text)
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                let first = Place(context.mark)
                guard let renamed = rename(keys.sorted().first ?? "", after: first, in: text, attempt, &reading)
                else { return nil }
                text = renamed
            } catch {
                let fault = YAMLFault(error, in: text)
                reading.error(fault.message, fault.advice, at: fault.place)
                return nil
            }
        }
        return nil
    }

    /// `Resolver.basic` leaves scalars alone; the default one tries seven regular expressions on each key.
    static func parse(_ text: String) throws -> Node? {
        try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
    }

    private static let maximumRepeats = 32

    /// Yams stops at the first key that is written twice. To find the other problems too, the second writing gets a
    /// first letter from the private use area, is noted as reported, and the text is read again.
    private static func rename(
        _ key: String, after first: Place, in text: String, _ attempt: Int, _ reading: inout Reading
    ) -> String? {
        var lines = SourceLines(text)
        let message = "the key \(key.quoted) is written twice"
        guard let second = RepeatedKey.second(of: key, after: first, in: lines),
            let letter = Unicode.Scalar(0xE000 + UInt32(attempt))
        else {
            reading.error(message, "remove one", at: first)
            return nil
        }
        reading.error(message, "remove one; the first is in line \(first.line)", at: second.key)
        reading.repeatedKeys.insert(second.key)
        lines.replace(letter, at: second.firstLetter)
        return lines.text
    }
}
