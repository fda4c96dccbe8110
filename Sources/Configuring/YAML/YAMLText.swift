// SPDX-License-Identifier: Apache-2.0
// Texts as they are written into a YAML file: plain where nobody, neither libYAML nor a reader with another schema, could
// take them for anything else, in double quotes otherwise.

enum YAMLText {
    /// The scalar on one line, for a block or a flow context.
    static func scalar(_ text: String) -> String {
        let scalars = cleaned(text).unicodeScalars
        return isPlain(scalars) ? String(scalars) : quoted(scalars)
    }

    /// Without the characters that no value of a configuration may hold, and those that YAML files may not.
    static func cleaned(_ text: String) -> String {
        let scalars = text.unicodeScalars.filter { !$0.isControl && ![0xFEFF, 0xFFFE, 0xFFFF].contains($0.value) }
        return String(String.UnicodeScalarView(scalars))
    }

    /// `[a, "b: c"]`
    static func list(_ items: [String]) -> String {
        "[" + items.map(scalar).joined(separator: ", ") + "]"
    }

    private static func isPlain(_ text: String.UnicodeScalarView) -> Bool {
        guard let first = text.first, first.properties.isAlphabetic, let last = text.last, last != " ", last != ":",
            last != "?"
        else { return false }
        var previous = first
        for scalar in text {
            guard scalar.isWordLike || scalar == " " || plainSigns.contains(scalar) else { return false }
            // libYAML refuses ':?' within brackets; YAML 1.1 takes '? ' there for a key.
            if previous == ":" || previous == "?", !scalar.isWordLike, scalar != "/" { return false }
            if scalar == "#", previous == " " { return false }
            previous = scalar
        }
        return !words.contains(String(text).lowercased())
    }

    /// Without YAML's indicators, but for those that mean nothing within a word.
    private static let plainSigns: Set<Unicode.Scalar> = [
        "_", "-", ".", "/", "(", ")", "+", "'", "?", "=", "%", "~", "@", ";", ":", "#", "&",
    ]

    /// What YAML 1.1 or 1.2 takes for a boolean, a number or nothing.
    private static let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]

    private static func quoted(_ text: String.UnicodeScalarView) -> String {
        var out = "\""
        for scalar in text {
            if scalar == "\"" || scalar == "\\" { out += "\\" }
            out.unicodeScalars.append(scalar)
        }
        return out + "\""
    }
}

extension Unicode.Scalar {
    fileprivate var isWordLike: Bool {
        properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
    }
}
