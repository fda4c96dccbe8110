// SPDX-License-Identifier: Apache-2.0
// A match in the words of the entry, for alerts.

package import Model

extension Match {
    /// One reason for each signal of the evidence: the distinct texts found (at most 8) and about twelve words around
    /// the first of them, on one line. `entry` is the one matched.
    package func reasons(in entry: Entry) -> [Reason] {
        let texts = FieldTexts(entry)
        return evidence.map { evidence in
            Reason(
                signal: evidence.signal, points: evidence.points, field: evidence.field.rawValue,
                terms: texts.terms(evidence.spans, limit: 8),
                snippet: evidence.spans.first.map(texts.snippet) ?? "")
        }
    }
}

/// The fields of one entry as scalars, to be cut by spans.
private struct FieldTexts {
    /// Words told around a span, and scalars at most on each side of it: a text without spaces has no words.
    private static let words = 12
    private static let reach = 80

    private let entry: Entry

    init(_ entry: Entry) {
        self.entry = entry
    }

    func terms(_ spans: [Span], limit: Int) -> [String] {
        var known: Set<String> = []
        var terms: [String] = []
        for span in spans {
            let term = line(cut(span.field, span.start..<span.end))
            guard terms.count < limit, known.insert(term).inserted else { continue }
            terms.append(term)
        }
        return terms
    }

    /// Half of the words that the span leaves over stand before it.
    func snippet(_ span: Span) -> String {
        let found = line(cut(span.field, span.start..<span.end))
        let left = cut(span.field, max(0, span.start - Self.reach)..<span.start)
        let right = cut(span.field, span.end..<span.end + Self.reach)
        let room = max(2, Self.words - found.split(separator: " ").count)
        let before = side(left, words: room / 2, isWhole: span.start <= Self.reach, fromEnd: true)
        let after = side(right, words: room - room / 2, isWhole: right.count < Self.reach, fromEnd: false)
        return before + found + after
    }

    /// The words of one side next to the span, with `…` where more follows.
    private func side(_ scalars: [Unicode.Scalar], words limit: Int, isWhole: Bool, fromEnd: Bool) -> String {
        let runs = scalars.split(omittingEmptySubsequences: false, whereSeparator: Self.isBlank)
        // One run more than words: the one that touches the span is part of a word or empty.
        let kept = fromEnd ? runs.suffix(limit + 1) : runs.prefix(limit + 1)
        let text = kept.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
        let isCut = !isWhole || kept.count < runs.count
        if fromEnd { return (isCut ? "…" : "") + String(text.drop { $0 == " " }) }
        return String(text.reversed().drop { $0 == " " }.reversed()) + (isCut ? "…" : "")
    }

    private func cut(_ field: Field, _ range: Range<Int>) -> [Unicode.Scalar] {
        Array(text(field).unicodeScalars.dropFirst(range.lowerBound).prefix(range.count))
    }

    private func text(_ field: Field) -> String {
        switch field {
        case .title: entry.title
        case .summary: entry.summary
        case .content: entry.content
        case .categories: entry.categories.joined(separator: " ")
        case .author: entry.author
        case .url: entry.url ?? ""
        }
    }

    private func line(_ scalars: [Unicode.Scalar]) -> String {
        scalars.split(whereSeparator: Self.isBlank)
            .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }
}
