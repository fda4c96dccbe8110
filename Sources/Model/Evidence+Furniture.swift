// SPDX-License-Identifier: Apache-2.0
// From places in the text without its furniture to places in the whole text, which is the one that is stored and shown.

extension [Evidence] {
    /// The evidence found in `entry.without(furniture)`, with spans that point into `entry`.
    package func restored(_ furniture: Furniture, in entry: Entry) -> [Evidence] {
        guard !furniture.isEmpty else { return self }
        let summary = Gaps(furniture.summary, in: entry.summary)
        let content = Gaps(furniture.content, in: entry.content)
        return map { evidence in
            evidence.moving { span in
                switch span.field {
                case .summary: summary.moved(span)
                case .content: content.moved(span)
                case .title, .categories, .author, .url: span
                }
            }
        }
    }
}

extension Evidence {
    fileprivate func moving(_ move: (Span) -> Span) -> Evidence {
        Evidence(
            signal: signal, weight: weight, strength: strength, points: points, field: field, spans: spans.map(move))
    }
}

/// What was left out of one text, in scalars.
private struct Gaps {
    /// In order: how much of the text is kept before the gap, and how long it is.
    private var gaps: [(kept: Int, length: Int)] = []

    init(_ ranges: [Range<Int>], in text: String) {
        let bytes = Array(text.utf8)
        var (kept, end) = (0, 0)
        for range in ranges where range.lowerBound < bytes.count {
            kept += Self.scalars(bytes[end..<range.lowerBound])
            end = min(range.upperBound, bytes.count)
            gaps.append((kept, Self.scalars(bytes[range.lowerBound..<end])))
        }
    }

    /// A span that lies across a gap covers it.
    func moved(_ span: Span) -> Span {
        Span(field: span.field, start: moved(span.start), end: moved(span.end - 1) + 1)
    }

    /// Where the scalar at `offset` of the shortened text is.
    private func moved(_ offset: Int) -> Int {
        gaps.prefix { $0.kept <= offset }.reduce(offset) { $0 + $1.length }
    }

    private static func scalars(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
}
