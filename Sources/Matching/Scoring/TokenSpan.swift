// SPDX-License-Identifier: Apache-2.0

import Wording

/// Some consecutive tokens of one stream.
struct TokenSpan: Sendable, Hashable, Comparable {
    /// Token numbers, the end not included.
    let start: UInt32
    let end: UInt32
    /// Widths of the tokens before it and up to its end, in halves.
    let before: UInt32
    let after: UInt32
    /// Its place in the text buffer.
    let startByte: UInt32
    let endByte: UInt32

    /// From the token numbered `first` to the one numbered `last`.
    init(_ first: Int, _ last: Int, of tokens: TokenList) {
        start = UInt32(truncatingIfNeeded: first)
        end = UInt32(truncatingIfNeeded: last + 1)
        before = tokens[first].before
        after = tokens[last].after
        startByte = tokens[first].start
        endByte = tokens[last].end
    }

    /// From the start of the first span to the end of the last one; both orders are allowed.
    init(covering left: TokenSpan, _ right: TokenSpan) {
        let first = left.start < right.start ? left : right
        let last = left.end > right.end ? left : right
        start = first.start
        end = last.end
        before = first.before
        after = last.after
        startByte = first.startByte
        endByte = last.endByte
    }

    static func == (left: TokenSpan, right: TokenSpan) -> Bool {
        left.start == right.start && left.end == right.end
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(start)
        hasher.combine(end)
    }

    static func < (left: TokenSpan, right: TokenSpan) -> Bool {
        left.start != right.start ? left.start < right.start : left.end < right.end
    }
}

extension [TokenSpan] {
    /// Sorted, each span once.
    func distinct() -> [TokenSpan] {
        guard count > 1 else { return self }
        var out: [TokenSpan] = []
        for span in sorted() where out.last != span { out.append(span) }
        return out
    }
}
