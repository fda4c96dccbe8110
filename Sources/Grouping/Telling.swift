// SPDX-License-Identifier: Apache-2.0
// An entry as grouping compares it: its words, its numbers, its addresses; no text is kept.

import Model
import Wording

/// What grouping reads from an entry. Words are `WordHash`es of folded tokens.
struct Telling: Sendable {
    /// One word of the text and how often it stands there.
    struct Term: Sendable {
        let word: UInt64
        /// In title and body together.
        var count: UInt16
        var countInTitle: UInt16
    }

    /// The configured URL.
    let feed: String
    /// When it was first seen.
    let at: Timestamp
    /// When it happened, as far as the publisher is to be believed: its date, unless that lies in the future.
    let published: Timestamp
    /// The publisher's id within the feed, hashed.
    let id: UInt64?
    /// The canonical URL, hashed; `nil` for a front page, which is no story's own.
    let link: UInt64?
    let title: Headline
    /// Distinct, in the order of their first occurrence, so that those of the title come first.
    let terms: [Term]

    /// How many distinct words stand in the title, and are the first of `terms`.
    let titleTerms: Int

    init(_ entry: Entry, feed: String, at: Timestamp) {
        self.feed = feed
        self.at = at
        published = min(entry.published ?? at, at)
        id = entry.id.flatMap { $0.isEmpty ? nil : Self.hash(feed + "\0" + $0) }
        link = entry.url.flatMap(CanonicalURL.of).flatMap { Self.isFrontPage($0) ? nil : Self.hash($0) }
        let words = TellingWords(entry)
        title = Headline(words.title)
        (terms, titleTerms) = Self.terms(title: words.title.map(\.hash), body: words.body)
    }

    private static func terms(title: [UInt64], body: [UInt64]) -> ([Term], titleTerms: Int) {
        var terms: [Term] = []
        var places: [UInt64: Int] = [:]
        places.reserveCapacity(title.count + body.count)
        func count(_ word: UInt64, inTitle: UInt16) {
            let place = places[word] ?? terms.count
            if place == terms.count {
                places[word] = place
                terms.append(Term(word: word, count: 0, countInTitle: 0))
            }
            terms[place].count += 1
            terms[place].countInTitle += inTitle
        }
        for word in title { count(word, inTitle: 1) }
        let titleTerms = terms.count
        for word in body { count(word, inTitle: 0) }
        return (terms, titleTerms)
    }

    private static func hash(_ text: String) -> UInt64 { WordHash.of(Array(text.utf8)) }

    private static func isFrontPage(_ url: String) -> Bool {
        let path = url.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 3, omittingEmptySubsequences: false)
        return path.count < 4 || path[3].isEmpty
    }
}

/// What identifies a headline: its words in order, and its numbers in any.
struct Headline: Sendable, Hashable {
    let words: Int
    /// Over all words in order.
    private let identity: UInt64
    /// Over the distinct words with a digit: tolls, magnitudes, scores and dates, by which one template tells different
    /// events. 0 where there is none.
    let numbers: UInt64

    init(_ title: [TellingWords.TitleWord]) {
        words = title.count
        identity = title.reduce(0) { ($0 &* 31) ^ $1.hash }
        // A sum, so that their order is nothing.
        numbers = Set(title.lazy.filter(\.isNumber).map(\.hash)).reduce(0, &+)
    }
}
