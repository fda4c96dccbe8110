// SPDX-License-Identifier: Apache-2.0

import XML2

extension FeedFormat {
    /// What the root element says. RSS without a version, and the versions between 0.92 and 2.0, are called by the nearest.
    static func of(root tag: FeedTag, element: XMLElement, isAtom: Bool) -> FeedFormat {
        let namespace = element.namespace.map { String(cString: $0) } ?? ""
        switch tag {
        case .rss: return ofVersion(element.attribute("version") ?? "")
        case .rdf: return .rss10
        case .item where !isAtom: return .unknown
        case .feed, .item:
            return namespace.contains("purl.org/atom") || element.attribute("version") == "0.3" ? .atom03 : .atom10
        // RSS 1.1 has a channel for its root; nothing is nearer to it than RSS 1.0.
        case .channel: return namespace.contains("purl.org/net/rss1.1") ? .rss10 : .cdf
        case .opml: return .opml
        default: return .unknown
        }
    }

    private static func ofVersion(_ version: String) -> FeedFormat {
        switch version {
        case "0.90": .rss090
        case "0.91": .rss091
        case "0.92", "0.93", "0.94": .rss092
        case "1.0": .rss10
        default: .rss20
        }
    }

    /// RSS 1.0's relatives tell themselves apart by the namespace of their channel.
    static func ofNamespace(_ uri: String) -> FeedFormat? {
        uri.contains("netscape.com/rdf/simple/0.9") ? .rss090 : nil
    }
}
