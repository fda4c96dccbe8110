// SPDX-License-Identifier: Apache-2.0
// Where the feeds of a web page may be: a pure function of its bytes and address. To ask the network is for the caller.

import Wording

package enum FeedDiscovery {
    /// Bytes of a page that are looked at; what declares feeds stands at its start.
    package static let maximumPageBytes = 1 << 20
    private static let maximumCandidates = 64

    /// The candidates of a page.
    ///
    /// - Parameters:
    ///   - page: the page's bytes, of which the first MiB counts.
    ///   - contentType: the HTTP header's value.
    ///   - url: the page's address; without it relative links stay relative.
    /// - Returns: the likeliest first: what it declares, what sites of its kind have, ordinary links that look like feeds;
    ///   feeds of comments last. No address twice, and none that is not http(s), whatever the page says.
    package static func candidates(in page: [UInt8], contentType: String? = nil, url: String?) -> [FeedCandidate] {
        let links = page.prefix(maximumPageBytes).withUnsafeBufferPointer { bytes in
            PageText.with(bytes, contentType: contentType) { PageLinks(in: $0, url: url) }
        }
        let site = url.map(candidates(forAddress:)) ?? []
        return ranked(links.declared + site + links.ofGenerator + links.anchors)
    }

    /// What is known by the address alone, for pages that cannot be had.
    package static func candidates(forAddress url: String) -> [FeedCandidate] {
        guard let address = WebAddress(url) else { return [] }
        return KnownSites.feeds(of: address).map { FeedCandidate($0, origin: .site) }
    }

    /// Where sites usually have their feed, at most eight: to be tried one after the other when nothing else is found.
    package static func guesses(for url: String) -> [FeedCandidate] {
        guard let address = WebAddress(url) else { return [] }
        let root = address.origin + "/"
        let names = ["feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.json", "feeds/posts/default"]
        guard address.directory != root else { return names.map { FeedCandidate(root + $0, origin: .guess) } }
        let urls = names.prefix(3).map { address.directory + $0 } + names.prefix(5).map { root + $0 }
        return urls.map { FeedCandidate($0, origin: .guess) }
    }

    private static func ranked(_ candidates: [FeedCandidate]) -> [FeedCandidate] {
        var seen: Set<String> = []
        let unique = candidates.filter { candidate in
            let web = CanonicalURL.of(candidate.url)
            // A page must not make us read `file:`.
            guard web != nil || !URLReference.isAbsolute(candidate.url) else { return false }
            return seen.insert(web ?? candidate.url).inserted
        }
        let ordered = unique.filter { !$0.isOfComments } + unique.filter(\.isOfComments)
        return Array(ordered.prefix(maximumCandidates))
    }
}
