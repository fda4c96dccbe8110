// SPDX-License-Identifier: Apache-2.0
// A feed as its publisher wrote it, in one shape whatever the format. Markup is raw here: it is reduced to visible text
// for `Entry` and sanitised only when it is printed.

package import Model

package enum FeedFormat: String, Sendable, Hashable {
    case rss20, rss10, rss090, rss091, rss092, atom03, atom10, jsonfeed10, jsonfeed11, cdf, opml, unknown
}

package struct ParsedFeed: Sendable, Hashable {
    package var format = FeedFormat.unknown
    package var title: Markup?
    package var subtitle: Markup?
    /// The feed's own web page, resolved.
    package var link: String?
    /// As declared, such as `en-GB`.
    package var language: String?
    package var updated: Timestamp?
    package var id: String?
    package var authors: [Person] = []
    package var image: String?
    /// Minutes that the publisher wants to pass between two polls: RSS `ttl`, `sy:updatePeriod` and `updateFrequency`.
    package var ttl: Int?
    /// Hours of the day, 0 to 23 in UTC, in which the publisher wants no polls (RSS `skipHours`).
    package var skipHours: Set<Int> = []
    /// Days of the week in UTC, 1 for Monday to 7 for Sunday, on which the publisher wants no polls (RSS `skipDays`).
    package var skipDays: Set<Int> = []
    /// The moment from which the periods of `sy:updatePeriod` count.
    package var updateBase: Timestamp?
    package var entries = ParsedEntries()
    /// What is malformed, in words; empty for a well-formed feed.
    package var warnings: [String] = []

    package init() {}
}

/// A text as published, UTF-8.
package struct Markup: Sendable, Hashable {
    package var bytes: [UInt8]
    /// Whether the bytes are HTML; plain text otherwise. XHTML was written out as HTML.
    package var isHTML: Bool
    /// The media type as far as it was told: `text/plain`, `text/html`, `application/xhtml+xml`…
    package var type: String
    /// What relative links within it are resolved against.
    package var base: String?
    package var language: String?

    package init(
        bytes: [UInt8], isHTML: Bool, type: String? = nil, base: String? = nil, language: String? = nil
    ) {
        self.bytes = bytes
        self.isHTML = isHTML
        self.type = type ?? (isHTML ? "text/html" : "text/plain")
        self.base = base
        self.language = language
    }
}

package struct Link: Sendable, Hashable {
    package var href: String
    package var rel: String
    package var type: String?
}

package struct Person: Sendable, Hashable {
    package var name: String?
    package var email: String?
    package var uri: String?
}

package struct Category: Sendable, Hashable {
    package var term: String
    package var scheme: String?
    package var label: String?
}

package struct Enclosure: Sendable, Hashable {
    package var url: String
    package var type: String?
    /// Bytes as told; `nil` where absent or no number.
    package var length: Int?
}

/// The feed that an entry was taken over from.
package struct EntrySource: Sendable, Hashable {
    package var title: String?
    package var url: String?
}
