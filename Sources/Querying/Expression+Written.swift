// SPDX-License-Identifier: Apache-2.0

extension Expression {
    /// As a person would write it; `group` gives the name of a group by its index.
    package func written(group: (Int) -> String) -> String {
        switch self {
        case .phrase(let phrase): phrase.written
        case .group(let index): "@" + group(index)
        case .any(let parts), .either(let parts):
            parts.map { $0.operand(group) }.joined(separator: " | ")
        case .near(let left, let right, let distance):
            "\(left.operand(group)) NEAR/\(distance) \(right.operand(group))"
        case .and(let parts): parts.map { $0.operand(group) }.joined(separator: " AND ")
        case .not(let part): "NOT \(part.operand(group))"
        case .field(let field, let part): "\(field.rawValue): \(part.operand(group))"
        }
    }

    /// With parentheses where it is more than a term.
    private func operand(_ group: (Int) -> String) -> String {
        switch self {
        case .phrase, .group, .not, .field: written(group: group)
        case .any, .near, .and, .either: "(\(written(group: group)))"
        }
    }
}

extension Phrase {
    /// Its words as written, with `=` and `*`.
    package var written: String {
        words.map { word in
            let isMarked = word.rule == .exact && CaseRule(ofWord: word.text) != .exact
            return (isMarked ? "=" : "") + word.text + (word.isPrefix ? "*" : "")
        }.joined(separator: " ")
    }
}
