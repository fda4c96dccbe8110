// SPDX-License-Identifier: Apache-2.0
// From the texts of an entry to the words that are compared: the title, and the head of what follows it.

import Model
import Wording

/// The words of an entry, hashed.
struct TellingWords {
    struct TitleWord {
        let hash: UInt64
        /// Whether a digit stands in it.
        let isNumber: Bool
    }

    let title: [TitleWord]
    /// Of the summary and, where that does not fill the limit, the content.
    let body: [UInt64]

    /// How many words of title, summary and head of the content are compared.
    private static let limit = 240
    /// How many bytes of a text are looked at for so many words.
    private static let byteLimit = 3_072

    init(_ entry: Entry) {
        title = Array(Self.titleWords(entry.title).prefix(Self.limit))
        body = Self.bodyWords(of: entry, limit: Self.limit - title.count)
    }

    /// All words, title first.
    var all: [UInt64] { title.map(\.hash) + body }

    /// A content that repeats the summary counts once.
    private static func bodyWords(of entry: Entry, limit: Int) -> [UInt64] {
        guard limit > 0 else { return [] }
        let summary = words(entry.summary).prefix(limit)
        let content = words(entry.content).prefix(limit)
        if summary.isEmpty || content.starts(with: summary) { return Array(content) }
        return Array((summary + content).prefix(limit))
    }

    private static func titleWords(_ text: String) -> [TitleWord] {
        scan(text) { tokens in
            (0..<tokens.count).map { index in
                TitleWord(
                    hash: tokens.hashes[index], isNumber: tokens.bytes(index).contains { (0x30...0x39).contains($0) })
            }
        }
    }

    private static func words(_ text: String) -> [UInt64] {
        text.isEmpty ? [] : scan(text) { Array(UnsafeBufferPointer(start: $0.hashes, count: $0.count)) }
    }

    private static func scan<Word>(_ text: String, _ read: (TokenList) -> [Word]) -> [Word] {
        let head = text[
            ..<(text.utf8.index(text.startIndex, offsetBy: byteLimit, limitedBy: text.endIndex) ?? text.endIndex)]
        var buffer = TextBuffer(capacity: head.utf8.count)
        let range = buffer.append(String(head))
        var tokenizer = Tokenizer(capacity: range.count)
        var words: [Word] = []
        tokenizer.scan(buffer, range) { words = read($0) }
        return words
    }
}
