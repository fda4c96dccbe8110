// SPDX-License-Identifier: Apache-2.0
// The identity ladder of one entry: what may tell that it was here before.

import Model
import Wording

/// How an entry is recognised within its feed.
struct IdentityKeys {
    /// The publisher's id, as written: `A` and `a` differ.
    let id: EntryKey?
    /// The canonical URL; `nil` for a link that leads to no entry in particular.
    let link: EntryKey?
    /// Title and publication time together.
    let dated: EntryKey?

    /// In the order of the ladder.
    let all: [EntryKey]

    init(_ entry: Entry, feed: FeedPlaces) {
        id = entry.id.flatMap { $0.isEmpty ? nil : feed.key(.id, [$0]) }
        link = entry.url.flatMap(feed.canonicalURL).map { feed.key(.link, [$0]) }
        dated = entry.published.flatMap { published in
            entry.title.isEmpty ? nil : feed.key(.dated, [entry.title, "\(published.seconds)"])
        }
        all = [id, link, dated].compactMap(\.self)
    }

    /// The last rung, for an entry of which no other key identifies it: its words.
    static func fingerprint(_ entry: Entry, feed: FeedPlaces) -> EntryKey {
        feed.key(.text, [entry.title, entry.summary, entry.content])
    }
}

/// What a feed's own addresses say about the links of its entries.
struct FeedPlaces {
    enum Kind: String { case id, link, dated, text }

    private let feed: String
    /// Canonical addresses that are the feed's, not an entry's.
    private let ownPlaces: Set<String>

    /// `feed`: the configured URL; `homePage`: the link of the feed's head, resolved.
    init(feed: String, homePage: String?) {
        self.feed = feed
        ownPlaces = Set([feed, homePage].compactMap(\.self).compactMap(CanonicalURL.of).map(Self.withoutSlash))
    }

    /// Without a slash at its end: no two entries differ in that, and feeds add and drop it. `nil` for what is no web link,
    /// for the feed's own addresses and for the front page of any site.
    func canonicalURL(_ url: String) -> String? {
        guard let canonical = CanonicalURL.of(url) else { return nil }
        let place = Self.withoutSlash(canonical)
        guard !ownPlaces.contains(place), !Self.isFrontPage(place) else { return nil }
        return place
    }

    func key(_ kind: Kind, _ values: [String]) -> EntryKey {
        EntryKey(hash: ShortHash.digits([feed, kind.rawValue] + values))
    }

    /// `https://host`, without path and query.
    private static func isFrontPage(_ place: String) -> Bool {
        place.utf8.count(where: { $0 == UInt8(ascii: "/") }) == 2 && !place.utf8.contains(UInt8(ascii: "?"))
    }

    private static func withoutSlash(_ url: String) -> String {
        url.utf8.last == UInt8(ascii: "/") ? String(url.dropLast()) : url
    }
}
