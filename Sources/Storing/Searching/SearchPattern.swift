// SPDX-License-Identifier: Apache-2.0
// From the topic language to FTS5's: what every entry that the query matches must hold. What FTS5 cannot say (capitals,
// distances, NOT) is left out, so that the pattern finds a little too much and never too little.

package import Querying

/// What narrows a search down to a few entries.
package struct SearchPattern: Sendable, Hashable {
    /// An FTS5 expression; `nil` where only reading each entry tells.
    let text: String?

    /// For the first signal of `queries`.
    package init(_ queries: QuerySet) {
        text = queries.signals.first.flatMap { Self.pattern($0, queries.groups) }
    }

    private static func pattern(_ expression: Expression, _ groups: [Expression]) -> String? {
        switch expression {
        case .phrase(let phrase): pattern(phrase)
        case .group(let index): pattern(groups[index], groups)
        case .any(let parts), .either(let parts): any(parts.map { pattern($0, groups) })
        case .near(let left, let right, _): all([pattern(left, groups), pattern(right, groups)])
        case .and(let parts): all(parts.map { pattern($0, groups) })
        case .not: nil
        case .field(.title, let part): pattern(part, groups).map { "title : \($0)" }
        // The lead is the content's where the summary has no word.
        case .field(.summary, let part), .field(.content, let part): pattern(part, groups)
        // Not in the index.
        case .field(.categories, _), .field(.author, _), .field(.url, _): nil
        }
    }

    /// FTS5 knows prefixes at the end of a phrase alone.
    private static func pattern(_ phrase: Phrase) -> String? {
        guard phrase.words.allSatisfy({ !$0.folded.isEmpty }) else { return nil }
        guard phrase.words.dropLast().contains(where: \.isPrefix) else { return quoted(phrase.words) }
        return all(phrase.words.map { quoted([$0]) })
    }

    /// Tokens hold letters, marks and digits only: nothing to escape.
    private static func quoted(_ words: [PhraseWord]) -> String {
        let text = words.map { String(decoding: $0.folded, as: UTF8.self) }.joined(separator: " ")
        return "\"\(text)\"" + (words.last?.isPrefix == true ? " *" : "")
    }

    /// A part that says nothing leaves the others to narrow.
    private static func all(_ parts: [String?]) -> String? {
        let said = parts.compactMap(\.self)
        return said.isEmpty ? nil : "(" + said.joined(separator: " AND ") + ")"
    }

    private static func any(_ parts: [String?]) -> String? {
        let said = parts.compactMap(\.self)
        return said.count < parts.count || said.isEmpty ? nil : "(" + said.joined(separator: " OR ") + ")"
    }
}
