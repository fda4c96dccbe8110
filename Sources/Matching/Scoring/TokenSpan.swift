// SPDX-License-Identifier: Apache-2.0

/// Some consecutive tokens of one stream.
struct TokenSpan: Sendable, Hashable, Comparable {
    /// Token numbers (see `Hit.token`), the end not included.
    let start: UInt32
    let end: UInt32
    /// Widths of the tokens before it and up to its end, in halves.
    let before: UInt32
    let after: UInt32
    /// Its place in the text buffer.
    let startByte: UInt32
    let endByte: UInt32

    /// From a first to a last hit.
    init(_ first: Hit, _ last: Hit) {
        start = first.token
        end = last.token + 1
        before = first.before
        after = last.after
        startByte = first.start
        endByte = last.end
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

/// An atom found.
struct Occurrence: Sendable {
    let atom: Int32
    let stream: Stream
    let span: TokenSpan

    /// By atom, then by place; the streams come in the order of their tokens.
    static func precedes(_ left: Occurrence, _ right: Occurrence) -> Bool {
        left.atom != right.atom ? left.atom < right.atom : left.span < right.span
    }
}
