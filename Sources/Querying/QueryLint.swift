// SPDX-License-Identifier: Apache-2.0
// What reads well and yet hardly means what it says (TOPICS §2).

enum QueryLint {
    /// Warnings about one expression, by column.
    static func warnings(about query: ParsedQuery) -> [QueryFault] {
        var found = query.terms.compactMap { warning(about: $0.phrase, at: $0.column) }
        if NeverFires.holds(query.expression) {
            found.append(
                QueryFault(1, "this can never hold", "a field within another, or a term and its own NOT, leave nothing")
            )
        }
        return found.sorted { $0.column < $1.column }
    }

    /// An `exclude` looks at title, lead and named fields, so that the content alone never vetoes.
    static func warning(aboutExclude expression: Expression) -> QueryFault? {
        guard case .field(.content, _) = expression else { return nil }
        return QueryFault(
            1, "the content never vetoes", "leave out content:, so that it looks at title and lead")
    }

    private static func warning(about phrase: Phrase, at column: Int) -> QueryFault? {
        if phrase.words.allSatisfy(isSingleLetter) {
            return QueryFault(
                column, "a term of single letters matches far too much", "add a word that stands beside it")
        }
        guard phrase.words.count == 1, let word = phrase.words.first, !word.isPrefix, word.rule != .exact else {
            return nil
        }
        guard CommonWords.contains(word.folded) else { return nil }
        return QueryFault(
            column, "\(word.text) is also a common English word",
            "write =\(word.text.uppercased()) for the capitals alone, or a phrase")
    }

    /// One letter of a script that has spaces.
    private static func isSingleLetter(_ word: PhraseWord) -> Bool {
        word.folded.count == 1 && 0x61...0x7A ~= word.folded[0] && word.rule != .exact
    }
}

/// Expressions that no entry can satisfy.
enum NeverFires {
    static func holds(_ expression: Expression, within field: QueryField? = nil) -> Bool {
        switch expression {
        case .phrase, .group, .any, .near, .not: return false
        case .field(let inner, let part):
            if let field, field != inner { return true }
            return holds(part, within: inner)
        case .either(let parts): return parts.allSatisfy { holds($0, within: field) }
        case .and(let parts): return parts.contains { holds($0, within: field) } || contradicts(parts)
        }
    }

    /// A part that names a field stands beside its own NOT. (A bare term may hold in the content alone, where NOT does
    /// not look.)
    private static func contradicts(_ parts: [Expression]) -> Bool {
        parts.contains { part in
            guard case .field = part else { return false }
            return parts.contains(.not(part))
        }
    }
}
