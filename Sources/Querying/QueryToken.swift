// SPDX-License-Identifier: Apache-2.0

/// A sign or a word of an expression.
struct QueryToken: Hashable {
    let kind: Kind
    /// 1-based, in scalars, where it begins.
    let column: Int
    /// In scalars, with its quotes.
    let length: Int

    enum Kind: Hashable {
        case open, close, bar
        /// What stands between the quotes.
        case quoted(String)
        /// NEAR or NEAR/n.
        case near(Int)
        case and, or, not
        /// The name behind `@`.
        case group(String)
        /// `field:`
        case field(QueryField)
        case word(String)
    }

    var extent: ParsedQuery.Extent { ParsedQuery.Extent(column: column, length: length) }

    /// As a message names it.
    var written: String {
        switch kind {
        case .open: "("
        case .close: ")"
        case .bar: "|"
        case .quoted(let text): "\"\(text)\""
        case .near: "NEAR"
        case .and: "AND"
        case .or: "OR"
        case .not: "NOT"
        case .group(let name): "@\(name)"
        case .field(let field): "\(field.rawValue):"
        case .word(let text): text
        }
    }

    /// Whether it joins what stands on its two sides.
    var isOperator: Bool {
        switch kind {
        case .bar, .near, .and, .or, .not: true
        case .open, .close, .quoted, .group, .field, .word: false
        }
    }
}
