// SPDX-License-Identifier: Apache-2.0

import Model
import Wording

/// A publisher's id within its feed.
struct FeedID: Sendable, Hashable {
    let feed: String
    let id: String
}

/// What grouping keeps of an entry.
struct Telling: Sendable {
    let feed: String
    let at: Timestamp
    let id: FeedID?
    /// The canonical URL; `nil` for a front page, which is no story's own.
    let link: String?
    /// The folded words of the title, in order.
    let title: [UInt64]
    /// Those with a digit: tolls, magnitudes, scores and dates, by which one template tells different events.
    let numbers: Set<UInt64>
    let text: WordVector
    /// How many distinct words of the text stand outside the title.
    let bodyWords: Int

    /// How many words of title, summary and head of the content are compared.
    private static let textLimit = 240

    init(_ entry: Entry, feed: String, at: Timestamp) {
        self.feed = feed
        self.at = at
        id = entry.id.flatMap { $0.isEmpty ? nil : FeedID(feed: feed, id: $0) }
        link = entry.url.flatMap(CanonicalURL.of).flatMap { Self.isFrontPage($0) ? nil : $0 }
        let titleWords = Words.folded(entry.title)
        title = titleWords.map(Self.hash)
        numbers = Set(titleWords.lazy.filter { $0.utf8.contains { (0x30...0x39).contains($0) } }.map(Self.hash))
        let body = Self.bodyWords(of: entry, limit: Self.textLimit - titleWords.count).map(Self.hash)
        text = WordVector(title + body)
        bodyWords = Set(body).subtracting(title).count
    }

    /// The summary and, where it does not fill the limit, the content; a content that repeats the summary counts once.
    private static func bodyWords(of entry: Entry, limit: Int) -> [String] {
        guard limit > 0 else { return [] }
        let summary = Words.folded(head(of: entry.summary)).prefix(limit)
        let content = Words.folded(head(of: entry.content)).prefix(limit)
        if summary.isEmpty || content.starts(with: summary) { return Array(content) }
        return Array((summary + content).prefix(limit))
    }

    /// Enough characters for `textLimit` words, so that a long text is not folded whole.
    private static func head(of text: String) -> String {
        text.utf8.count > textLimit * 16 ? String(text.prefix(textLimit * 8)) : text
    }

    private static func isFrontPage(_ url: String) -> Bool {
        let path = url.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 3, omittingEmptySubsequences: false)
        return path.count < 4 || path[3].isEmpty
    }

    /// FNV-1a, 64 bits: the same on every run, unlike Swift's own hashes.
    private static func hash(_ word: String) -> UInt64 {
        word.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
