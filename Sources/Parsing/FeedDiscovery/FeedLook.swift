// SPDX-License-Identifier: Apache-2.0
// Whether a media type or an address looks like a feed's.

enum FeedLook {
    /// What a `type` attribute says of the document behind a link.
    enum Verdict {
        case feed
        /// Feeds are served so, and other things, too.
        case maybe
        case other
    }

    static func verdict(ofType type: String) -> Verdict {
        let name = type.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
        if feedTypes.contains(name) { return .feed }
        return ["application/json", "text/xml", "application/xml"].contains(name) ? .maybe : .other
    }

    private static let feedTypes: Set<String> = [
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
        "application/x-rss+xml", "application/x-atom+xml", "application/x.atom+xml", "application/rss",
        "application/atom",
        "application/rdf", "application/x-netcdf", "application/cdf", "application/x-cdf", "text/rss+xml",
        "text/atom+xml", "text/rdf+xml", "text/rss", "text/atom",
    ]

    /// Whether a link that says nothing of its type probably leads to a feed.
    static func isLikely(_ url: String) -> Bool {
        guard let address = WebAddress(url), !isForSharing(address) else { return false }
        let last = address.path.last?.lowercased() ?? ""
        if names.contains(last) || endings.contains(where: last.hasSuffix) { return true }
        if last.hasSuffix(".xml"), words.contains(where: address.path.joined(separator: "/").lowercased().contains) {
            return true
        }
        if !address.path.isEmpty, feedHosts.contains(where: address.host.hasPrefix) || address.isAt("feedburner.com") {
            return true
        }
        return ["feed", "format", "alt", "output", "type"].contains { key in
            address.query[key].map { queryValues.contains($0.lowercased()) } ?? false
        }
    }

    /// A link that carries another one, such as `https://www.facebook.com/dialog/feed?link=https%3A…`.
    private static func isForSharing(_ address: WebAddress) -> Bool {
        address.query.values.contains { value in
            ["http:", "https:", "http%3a", "https%3a"].contains(where: value.lowercased().hasPrefix)
        }
    }

    private static let names: Set<String> = [
        "feed", "feeds", "rss", "rss2", "atom", "rdf", "feed.xml", "feeds.xml", "rss.xml", "atom.xml", "rdf.xml",
        "feed.json", "feed.php", "rss.php", "rss.aspx", "feed.aspx",
    ]
    private static let endings = [".rss", ".atom", ".rdf", "-rss", "_rss", ":rss"]
    private static let words = ["rss", "feed", "atom"]
    private static let feedHosts = ["feeds.", "feed.", "rss."]
    private static let queryValues: Set<String> = ["rss", "rss2", "atom", "rdf", "feed"]
}
