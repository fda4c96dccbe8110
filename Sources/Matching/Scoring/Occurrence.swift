// SPDX-License-Identifier: Apache-2.0

/// A phrase that stands in an entry.
struct FoundPhrase {
    let phrase: Int32
    var stream: Stream
    let span: TokenSpan
}

/// An atom found: one of its phrases stands there.
struct Occurrence {
    let atom: Int32
    let stream: Stream
    let span: TokenSpan

    /// By atom, then by place.
    static func precedes(_ left: Occurrence, _ right: Occurrence) -> Bool {
        if left.atom != right.atom { return left.atom < right.atom }
        return left.stream != right.stream ? left.stream.rawValue < right.stream.rawValue : left.span < right.span
    }
}
