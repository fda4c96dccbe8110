// SPDX-License-Identifier: Apache-2.0
// What was found, in the words around it.

import Model

/// The fields of one entry as scalars, to be cut by spans.
struct FieldTexts {
    /// Words told around a span, and scalars at most on each side of it: a text without spaces has no words.
    private static let words = 12
    private static let reach = 80

    private let entry: Entry

    init(_ entry: Entry) {
        self.entry = entry
    }

    /// The distinct texts of the spans, in order, at most `limit`.
    func terms(_ spans: [Span], limit: Int) -> [String] {
        var known: Set<String> = []
        var terms: [String] = []
        for span in spans {
            let term = Self.line(scalars(span.field)[clamped: span.start..<span.end])
            guard terms.count < limit, known.insert(term).inserted else { continue }
            terms.append(term)
        }
        return terms
    }

    /// The span and about as many words as are told around one, on one line, with `…` where the text goes on.
    func snippet(_ span: Span) -> String {
        context(of: span, among: [span]).parts.map(\.text).joined()
    }

    /// The words around spans, at most `limit` times, each time with a text found that was not told before.
    func contexts(_ spans: [Span], limit: Int) -> [Context] {
        let spans = Self.merged(spans)
        var contexts: [Context] = []
        var told: Set<String> = []
        for span in spans where contexts.count < limit {
            guard !told.contains(terms([span], limit: 1)[0].lowercased()) else { continue }
            let context = context(of: span, among: spans)
            told.formUnion(context.parts.filter(\.isFound).map { $0.text.lowercased() })
            contexts.append(context)
        }
        return contexts
    }

    /// `spans` are sorted; those that stand in the words around `anchor` are marked.
    private func context(of anchor: Span, among spans: [Span]) -> Context {
        let text = scalars(anchor.field)
        let window = window(around: anchor, text)
        var parts: [Context.Part] = []
        var next = window.lowerBound
        func add(_ range: Range<Int>, isFound: Bool) {
            let line = Self.line(text[clamped: range], keepsEnds: true)
            if !line.isEmpty { parts.append(Context.Part(text: line, isFound: isFound)) }
            next = range.upperBound
        }
        for span in spans where span.field == anchor.field && span.end <= window.upperBound && span.start >= next {
            add(next..<span.start, isFound: false)
            add(span.start..<span.end, isFound: true)
        }
        add(next..<max(next, window.upperBound), isFound: false)
        if window.lowerBound > 0 { parts.insert(Context.Part(text: "…", isFound: false), at: 0) }
        if window.upperBound < text.count { parts.append(Context.Part(text: "…", isFound: false)) }
        return Context(field: anchor.field, parts: parts)
    }

    /// Half of the words that the span leaves over stand before it.
    private func window(around span: Span, _ text: [Unicode.Scalar]) -> Range<Int> {
        let start = min(span.start, text.count)
        let end = min(max(start, span.end), text.count)
        let found = text[start..<end].split(whereSeparator: Self.isBlank).count
        let room = max(2, Self.words - found)
        var first = start
        var blanks = 0
        while first > 0, start - first < Self.reach {
            if Self.isBlank(text[first - 1]) { blanks += 1 }
            if blanks > room / 2 { break }
            first -= 1
        }
        var last = end
        blanks = 0
        while last < text.count, last - end < Self.reach {
            if Self.isBlank(text[last]) { blanks += 1 }
            if blanks > room - room / 2 { break }
            last += 1
        }
        return first..<last
    }

    private func scalars(_ field: Field) -> [Unicode.Scalar] {
        switch field {
        case .title: Array(entry.title.unicodeScalars)
        case .summary: Array(entry.summary.unicodeScalars)
        case .content: Array(entry.content.unicodeScalars)
        case .categories: Array(entry.categories.joined(separator: " ").unicodeScalars)
        case .author: Array(entry.author.unicodeScalars)
        case .url: Array((entry.url ?? "").unicodeScalars)
        }
    }

    /// On one line, runs of blanks as one space; those at the ends only with `keepsEnds`.
    private static func line(_ scalars: ArraySlice<Unicode.Scalar>, keepsEnds: Bool = false) -> String {
        let words = scalars.split(whereSeparator: isBlank).map { String(String.UnicodeScalarView($0)) }
        let line = words.joined(separator: " ")
        guard keepsEnds, let first = scalars.first, let last = scalars.last else { return line }
        if words.isEmpty { return " " }
        return (isBlank(first) ? " " : "") + line + (isBlank(last) ? " " : "")
    }

    /// Those that overlap as one. `spans` are sorted, and so is the result.
    private static func merged(_ spans: [Span]) -> [Span] {
        spans.reduce(into: []) { merged, span in
            if let last = merged.last, last.field == span.field, span.start < last.end {
                merged[merged.count - 1] = Span(field: span.field, start: last.start, end: max(last.end, span.end))
            } else {
                merged.append(span)
            }
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII else { return scalar.value <= 0x20 || scalar.value == 0x7F }
        return scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }
}

extension [Unicode.Scalar] {
    /// What of `range` there is.
    fileprivate subscript(clamped range: Range<Int>) -> ArraySlice<Unicode.Scalar> {
        self[range.clamped(to: indices)]
    }
}
