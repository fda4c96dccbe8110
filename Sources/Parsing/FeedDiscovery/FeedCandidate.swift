// SPDX-License-Identifier: Apache-2.0

/// An address that may be a feed's, and what makes us think so.
package struct FeedCandidate: Sendable, Hashable {
    package enum Origin: String, Sendable, Hashable {
        /// The page declares it (`<link rel="alternate" type="application/rss+xml">`).
        case declared
        /// Sites of this kind have their feeds there.
        case site
        /// The page has an ordinary link that looks like one to a feed.
        case link
        /// Many sites have one there.
        case guess
    }

    /// Absolute, where the page's own address is known.
    package var url: String
    /// As the page calls it; one line.
    package var title: String?
    package var origin: Origin
    /// Whether it is a feed of readers' comments, which is seldom what is meant.
    package var isOfComments: Bool

    init(_ url: String, title: String? = nil, origin: Origin) {
        self.url = url
        self.title = title
        self.origin = origin
        let path = url.prefix { $0 != "?" && $0 != "#" }.lowercased()
        isOfComments =
            path.contains("/comments/feed") || path.contains("/feeds/comments")
            || title?.lowercased().contains("comment") == true
    }
}
