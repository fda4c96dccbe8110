// SPDX-License-Identifier: Apache-2.0
// An entry cut into streams and searched for the phrases of all topics, once.

import Model
import Wording

/// The text of one entry and the phrases found in it. Its memory is kept from entry to entry.
struct EntryText {
    /// The lead: so many scalars of the summary (or content) weigh as summary.
    static let leadScalars = 600
    /// An entry longer than this many bytes gives its memory back.
    private static let keptBytes = 1 << 17

    private(set) var text = TextBuffer()
    /// In the order of the streams.
    private(set) var found: [FoundPhrase] = []
    /// Where each field lies in `text`; empty for those not looked at.
    private var ranges = PerField(0..<0)
    private(set) var leadField = Field.summary

    /// Forgets the entry before and reads `entry`. `named` are the fields beside title, summary and content that some
    /// topic names.
    mutating func read(_ entry: Entry, _ trie: PhraseTrie, named: PerField<Bool>, _ tokenizer: inout Tokenizer) {
        text.removeAll(keepingUpTo: Self.keptBytes)
        tokenizer.trim(to: Self.keptBytes)
        found.removeAll(keepingCapacity: found.count < 1_024)
        ranges = PerField(0..<0)
        readText(entry, trie, &tokenizer)
        if named[.categories] {
            scan(entry.categories.joined(separator: " "), .categories, .categories, trie, &tokenizer)
        }
        if named[.author] { scan(entry.author, .author, .author, trie, &tokenizer) }
        if named[.url] { scan(Normalization.composed(entry.url ?? ""), .url, .url, trie, &tokenizer) }
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
    private mutating func readText(_ entry: Entry, _ trie: PhraseTrie, _ tokenizer: inout Tokenizer) {
        scan(entry.title, .title, .title, trie, &tokenizer)
        leadField = .summary
        let words = scanLead(entry.summary, .summary, trie, &tokenizer)
        if words > 0 {
            scan(entry.content, .content, .content, trie, &tokenizer)
        } else {
            leadField = .content
            scanLead(entry.content, .content, trie, &tokenizer)
        }
    }

    /// Phrases that begin behind the lead belong to the rest of the field; one on the edge belongs to where it begins.
    /// The result is how many tokens there are.
    @discardableResult
    private mutating func scanLead(
        _ string: String, _ field: Field, _ trie: PhraseTrie, _ tokenizer: inout Tokenizer
    ) -> Int {
        let first = found.count
        let count = scan(string, field, .lead, trie, &tokenizer)
        // A scalar takes a byte at least: what begins within so many bytes is in the lead.
        let range = ranges[field]
        let sure = range.lowerBound + Self.leadScalars
        guard found[first...].contains(where: { $0.span.startByte >= sure }) else { return count }
        let cut = text.offset(ofScalar: Self.leadScalars, in: range)
        for index in first..<found.count where found[index].span.startByte >= cut { found[index].stream = .rest }
        return count
    }

    /// The result is how many tokens there are.
    @discardableResult
    private mutating func scan(
        _ string: String, _ field: Field, _ stream: Stream, _ trie: PhraseTrie, _ tokenizer: inout Tokenizer
    ) -> Int {
        let range = text.append(string)
        ranges[field] = range
        var count = 0
        tokenizer.scan(text, range) { tokens in
            count = tokens.count
            trie.find(in: tokens) { phrase, first, last in
                found.append(FoundPhrase(phrase: phrase, stream: stream, span: TokenSpan(first, last, of: tokens)))
            }
        }
        return count
    }
}
