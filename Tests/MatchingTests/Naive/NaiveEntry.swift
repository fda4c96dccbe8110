// SPDX-License-Identifier: Apache-2.0

import Model

/// An entry as the naive twin reads it.
struct NaiveEntry {
    /// For each field that a weight is for.
    let streams: [Field: [NaiveStream]]

    init(_ entry: Entry) {
        let summary = NaiveText.tokens(entry.summary)
        let content = NaiveText.tokens(entry.content)
        let lead: Field = summary.isEmpty ? .content : .summary
        let whole = summary.isEmpty ? content : summary
        let cut = whole.firstIndex { $0.start >= 600 } ?? whole.count
        let rest = NaiveStream(lead, Array(whole[cut...]))
        streams = [
            .title: [NaiveStream(.title, NaiveText.tokens(entry.title))],
            .summary: [NaiveStream(lead, whole, beginningIn: cut)],
            .content: lead == .summary ? [rest, NaiveStream(.content, content)] : [rest],
            .categories: [NaiveStream(.categories, NaiveText.tokens(entry.categories.joined(separator: " ")))],
            .author: [NaiveStream(.author, NaiveText.tokens(entry.author))],
            .url: [NaiveStream(.url, NaiveText.tokens(entry.url ?? ""))],
        ]
    }
}

/// Tokens across whose edge nothing matches, but for a phrase that begins in the lead.
struct NaiveStream {
    /// Where their offsets count.
    let field: Field
    let tokens: [NaiveToken]
    /// The widths of the tokens before each, and of all.
    let before: [Double]

    /// How many of them a phrase may begin with.
    let beginnings: Int

    init(_ field: Field, _ tokens: [NaiveToken], beginningIn beginnings: Int? = nil) {
        self.field = field
        self.tokens = tokens
        self.beginnings = beginnings ?? tokens.count
        before = tokens.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.width) }
    }
}
