// SPDX-License-Identifier: Apache-2.0
// An entry cut into streams and searched for the words of all topics, once.

import Model
import Wording

/// The text of one entry and the words found in it.
struct EntryText {
    /// The lead: so many scalars of the summary (or content) weigh as summary.
    static let leadScalars = 600

    private(set) var text: TextBuffer
    /// In the order of the tokens.
    private(set) var hits: [Hit] = []
    /// Where each field lies in `text`; empty for those not looked at.
    private var ranges = PerField(0..<0)
    private(set) var leadField = Field.summary
    /// Tokens so far, and one more for each edge between streams.
    private var tokens: UInt32 = 0

    /// `named` are the fields beside title, summary and content that some topic names.
    init(_ entry: Entry, vocabulary: Vocabulary, named: Set<Field>) {
        let size = entry.title.utf8.count + entry.summary.utf8.count + entry.content.utf8.count
        text = TextBuffer(capacity: size + 256)
        vocabulary.withView { scan(entry, $0, named) }
    }

    private mutating func scan(_ entry: Entry, _ vocabulary: Vocabulary.View, _ named: Set<Field>) {
        var tokenizer = Tokenizer()
        scan(entry.title, .title, .title, vocabulary, &tokenizer)
        let before = tokens
        scanLead(entry.summary, .summary, vocabulary, &tokenizer)
        if tokens == before + 2 {
            leadField = .content
            scanLead(entry.content, .content, vocabulary, &tokenizer)
        } else {
            scan(entry.content, .content, .content, vocabulary, &tokenizer)
        }
        if named.contains(.categories) {
            scan(entry.categories.joined(separator: " "), .categories, .categories, vocabulary, &tokenizer)
        }
        if named.contains(.author) { scan(entry.author, .author, .author, vocabulary, &tokenizer) }
        if named.contains(.url) {
            scan(Normalization.composed(entry.url ?? ""), .url, .url, vocabulary, &tokenizer)
        }
    }

    /// The field that the spans of a stream lie in.
    func field(of stream: Stream) -> Field {
        switch stream {
        case .title: .title
        case .lead, .rest: leadField
        case .content: .content
        case .categories: .categories
        case .author: .author
        case .url: .url
        }
    }

    /// Where a field lies in `text`.
    func range(of field: Field) -> Range<Int> {
        ranges[field]
    }
}

extension EntryText {
    private mutating func scanLead(
        _ string: String, _ field: Field, _ vocabulary: Vocabulary.View, _ tokenizer: inout Tokenizer
    ) {
        let range = text.append(string)
        ranges[field] = range
        let cut =
            string.utf8.count <= Self.leadScalars
            ? range.upperBound : text.offset(ofScalar: Self.leadScalars, in: range)
        find(range, cut: cut, .lead, .rest, vocabulary, &tokenizer)
    }

    private mutating func scan(
        _ string: String, _ field: Field, _ stream: Stream, _ vocabulary: Vocabulary.View, _ tokenizer: inout Tokenizer
    ) {
        let range = text.append(string)
        ranges[field] = range
        find(range, cut: range.upperBound, stream, stream, vocabulary, &tokenizer)
    }

    /// Tokens that begin before `cut` belong to `stream`, the others to `rest`. Their numbers run on, so that a phrase is
    /// found on the edge, too: it belongs to where it begins.
    private mutating func find(
        _ range: Range<Int>, cut: Int, _ stream: Stream, _ rest: Stream, _ vocabulary: Vocabulary.View,
        _ tokenizer: inout Tokenizer
    ) {
        var count = tokens
        var found = hits
        hits = []
        tokenizer.scan(text, range) { batch in
            vocabulary.find(in: batch) { index, form in
                let token = batch.tokens[index]
                let isLead = Int(token.start) < cut
                found.append(
                    Hit(
                        form: form, token: count + UInt32(index), before: token.before,
                        start: token.start, end: token.end, stream: isLead ? stream : rest, flags: token.flags))
            }
            count += UInt32(batch.tokens.count)
        }
        hits = found
        tokens = count + 2
    }
}
