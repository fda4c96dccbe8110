// SPDX-License-Identifier: Apache-2.0
// A search, page by page: the index says what may match, the matcher what does.

import Alerting
import Matching
import Model
import Storing
import Wording

/// The stored entries that match a query, newest first.
struct EntrySearch {
    private let store: StoreReader
    private let query: StoredQuery
    private let since: Timestamp?
    private let titles: [String: String]
    private let feeds: Set<String>?
    private var page: ArraySlice<StoredEntry> = []
    private var last: Int64?
    private var looked = 0
    private var progress = ProgressLine()

    /// `feed`: a part of the address or the title of the feeds to look at.
    init(store: StoreReader, query: StoredQuery, since: Timestamp?, feed: String?) throws {
        self.store = store
        self.query = query
        self.since = since
        let rows = try store.feeds()
        titles = Dictionary(
            rows.compactMap { row in row.state.title.map { (row.url, $0) } }, uniquingKeysWith: { first, _ in first })
        feeds = feed.map { part in
            Set(rows.lazy.filter { $0.url.contains(part) || $0.state.title?.contains(part) == true }.map(\.url))
        }
    }

    /// The next one; `nil` at the end.
    mutating func next() throws -> SearchHit? {
        while let stored = try nextCandidate() {
            if let since, stored.seen < since { break }
            guard feeds?.contains(stored.feed) ?? true else { continue }
            guard let match = query.matcher.match(stored.entry, from: nil).first else { continue }
            progress.clear()
            return SearchHit(stored, feedTitle: titles[stored.feed], match: match)
        }
        progress.clear()
        return nil
    }

    /// What came in one document is told by the publisher's dates, undated by its place: the newest stands first.
    private static func isNewer(_ left: StoredEntry, than right: StoredEntry) -> Bool {
        (left.seen, left.entry.published ?? left.seen, right.row)
            > (right.seen, right.entry.published ?? right.seen, left.row)
    }

    private mutating func nextCandidate() throws -> StoredEntry? {
        if page.isEmpty {
            let found = try store.candidates(for: query.pattern, before: last)
            last = found.last?.row ?? last
            page = found.sorted(by: Self.isNewer)[...]
            if let seen = page.first?.seen.rfc3339 { progress.show("\(looked) entries read, back to \(seen)") }
        }
        looked += 1
        return page.popFirst()
    }
}

/// An entry that matches, as it is printed.
struct SearchHit: Encodable {
    let title: String
    let url: String?
    let entryID: String?
    let feed: String
    let feedTitle: String?
    let published: String?
    let seen: String
    let language: String?
    /// Where the words are found: the field, the words, and some text around the first.
    let field: String
    let terms: [String]
    let snippet: String
    /// For a person: time, feed, title and link as in alerts.log, and below them the words found elsewhere.
    let text: String

    init(_ stored: StoredEntry, feedTitle: String?, match: Match) {
        let entry = stored.entry
        title = entry.title
        url = entry.url.flatMap(HarmlessLink.of)
        entryID = entry.id
        feed = stored.feed
        self.feedTitle = feedTitle
        published = entry.published?.rfc3339
        seen = stored.seen.rfc3339
        language = entry.language
        let reason = match.reasons(in: entry).first
        field = reason?.field ?? ""
        terms = reason?.terms ?? []
        snippet = reason?.snippet ?? ""
        let head = [published ?? seen, feedTitle ?? feed, title, url ?? ""]
            .map { AlertLine.clean($0) }.map { $0.isEmpty ? "-" : $0 }.joined(separator: "  ")
        let context = match.evidence.first?.contexts(in: entry, limit: 1).first { $0.field != .title }
        text = Terminal.bold(head) + (context.map { "\n    " + VerdictText.line($0) } ?? "")
    }

    enum CodingKeys: String, CodingKey {
        case title, url, feed, published, seen, language, field, terms, snippet
        case entryID = "entry_id"
        case feedTitle = "feed_title"
    }
}
