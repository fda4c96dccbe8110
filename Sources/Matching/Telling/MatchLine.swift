// SPDX-License-Identifier: Apache-2.0
// The line of `feedwatch match`, as the reference of the topic language prints it.

package import Model

/// Matches as one line of JSON.
package enum MatchLine {
    /// `{"id": …, "matches": […]}` without a line end. Keys in this order, everything beyond ASCII unescaped.
    package static func json(id: String, matches: [Match]) -> String {
        var line = "{\"id\": "
        append(string: id, to: &line)
        line += ", \"matches\": "
        append(list: matches, to: &line, append(match:to:))
        return line + "}"
    }

    private static func append(match: Match, to line: inout String) {
        line += "{\"topic\": "
        append(string: match.topic, to: &line)
        line += ", \"score\": \(match.score), \"evidence\": "
        append(list: match.evidence, to: &line, append(evidence:to:))
        line += "}"
    }

    private static func append(evidence: Evidence, to line: inout String) {
        line += "{\"signal\": "
        append(string: evidence.signal, to: &line)
        line += ", \"weight\": \(evidence.weight), \"strength\": \(evidence.strength), \"points\": \(evidence.points)"
        line += ", \"field\": \"\(evidence.field.rawValue)\", \"spans\": "
        append(list: evidence.spans, to: &line) { span, line in
            line += "[\"\(span.field.rawValue)\", \(span.start), \(span.end)]"
        }
        line += "}"
    }

    private static func append<Item>(list: [Item], to line: inout String, _ append: (Item, inout String) -> Void) {
        line += "["
        for (index, item) in list.enumerated() {
            if index > 0 { line += ", " }
            append(item, &line)
        }
        line += "]"
    }

    /// RFC 8259 §7: quotation mark, reverse solidus and control characters are escaped.
    private static func append(string: String, to line: inout String) {
        line += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": line += "\\\""
            case "\\": line += "\\\\"
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case "\t": line += "\\t"
            case "\u{8}": line += "\\b"
            case "\u{C}": line += "\\f"
            case "\0"..."\u{1F}": line += escape(scalar)
            default: line.unicodeScalars.append(scalar)
            }
        }
        line += "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }
}
