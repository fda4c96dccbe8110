// SPDX-License-Identifier: Apache-2.0
// What reads well and yet hardly means what it says (TOPICS §2).

enum QueryLint {
    /// Warnings about one expression, by column.
    static func warnings(about query: ParsedQuery) -> [QueryFault] {
        var found = query.terms.compactMap { warning(about: $0.phrase, at: $0.extent) }
        if NeverFires.holds(query.expression) {
            found.append(
                QueryFault("this can never hold", "a field within another, or a term and its own NOT, leave nothing"))
        }
        return found.sorted { $0.column < $1.column }
    }

    /// An `exclude` looks at title, lead and named fields, so that the content alone never vetoes.
    static func warning(aboutExclude expression: Expression) -> QueryFault? {
        guard expression.asksForContent else { return nil }
        return QueryFault("the content never vetoes", "leave out content:, so that it looks at title and lead")
    }

    private static func warning(about phrase: Phrase, at extent: ParsedQuery.Extent) -> QueryFault? {
        func fault(_ message: String, _ advice: String) -> QueryFault {
            QueryFault(extent.column, length: extent.length, message, advice)
        }
        if phrase.words.allSatisfy(\.isSingleLetter) {
            return fault("a term of single letters matches far too much", "add a word that stands beside it")
        }
        guard phrase.words.count == 1, let word = phrase.words.first else { return nil }
        if word.isPrefix {
            guard word.isPairOfLetters, word.rule != .exact else { return nil }
            return fault("\(word.text)* begins very many words", "write three letters or more before the *")
        }
        guard word.rule != .exact, CommonWords.contains(word.folded) else { return nil }
        let advice =
            word.rule == .capital || word.text.utf8.count <= 5
            ? "write =\(word.text.uppercased()) for the capitals alone, or a phrase"
            : "write a phrase, or let it need company by AND or NEAR"
        return fault("\(word.text) is also a common English word", advice)
    }
}

extension PhraseWord {
    /// One letter of a script that has spaces and small letters, whatever its case.
    fileprivate var isSingleLetter: Bool { rule != .exact && letters == 1 }

    fileprivate var isPairOfLetters: Bool { letters == 2 }

    /// How many scalars the folded word has; 0 where one of them is no cased letter.
    private var letters: Int {
        let scalars = String(decoding: folded, as: UTF8.self).unicodeScalars
        return scalars.allSatisfy(\.properties.isCased) ? scalars.count : 0
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
