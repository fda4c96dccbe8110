// SPDX-License-Identifier: Apache-2.0
// Enough JSON to print a schema, with keys in the order given.

indirect enum JSON: Sendable {
    case object([(key: String, value: JSON)])
    case array([JSON])
    case string(String)
    case number(Double)
    case bool(Bool)

    /// Indented by two spaces a level.
    func text(indent: Int = 0) -> String {
        switch self {
        case .object(let members):
            Self.block(
                "{", "}", members.map { Self.literal($0.key) + ": " + $0.value.text(indent: indent + 2) }, indent)
        case .array(let items): Self.block("[", "]", items.map { $0.text(indent: indent + 2) }, indent)
        case .string(let string): Self.literal(string)
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
        case .bool(let bool): bool ? "true" : "false"
        }
    }

    private static func block(_ open: String, _ close: String, _ lines: [String], _ indent: Int) -> String {
        guard !lines.isEmpty else { return open + close }
        let margin = "\n" + String(repeating: " ", count: indent)
        return open + lines.map { margin + "  " + $0 }.joined(separator: ",") + margin + close
    }

    /// RFC 8259 §7.
    private static func literal(_ string: String) -> String {
        var out = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

extension JSON {
    /// The members of `self` and `others`; only for objects.
    func adding(_ others: [(key: String, value: JSON)]) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members + others)
    }

    static func types(_ names: [String]) -> JSON {
        .array(names.map { .string($0) })
    }

    static func type(_ name: String) -> JSON {
        .object([("type", .string(name))])
    }
}
