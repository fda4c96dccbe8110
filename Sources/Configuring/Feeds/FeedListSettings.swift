// SPDX-License-Identifier: Apache-2.0
// A feed list: `feeds:` with one mapping an item.

import Yams

/// The content of feeds.yaml or of a file in feeds.d.
struct FeedListSettings: Sendable {
    var feeds: [FeedSettings] = []

    static let section = Section<FeedListSettings>([
        .value("feeds", \.feeds, listType, "The feeds to watch, in the order of their first poll.")
    ])

    /// The feeds of a list. `nil` is an empty file, which is valid.
    static func read(_ node: Node?, _ reading: inout Reading) -> [FeedSettings] {
        guard let node else { return [] }
        if node.sequence != nil {
            reading.error("the list stands alone", "write 'feeds:' on a line above it", at: node)
            return []
        }
        var settings = FeedListSettings()
        section.read(node, into: &settings, &reading)
        return settings.feeds
    }

    private static let itemType = ValueType<FeedSettings>(
        "a feed such as {url: https://example.org/feed.xml}",
        schema: FeedSettings.section.schema(FeedSettings(), required: ["url"])
    ) { node, reading in
        guard node.mapping != nil else {
            let advice = node.scalar.map { $0.string.contains(":") ? "write url: \($0.string)" : "" } ?? ""
            reading.error("a feed is a mapping with a url, not \(node.kindInWords)", advice, at: node)
            return nil
        }
        var feed = FeedSettings()
        let before = reading.problems.count
        FeedSettings.section.read(node, into: &feed, &reading)
        guard reading.problems.count == before else { return feed }
        if feed.url == nil { reading.error("this feed has no url", "add url: https://…", at: node) }
        if feed.proxyAuth != nil, feed.proxy == nil || feed.proxy == "direct" {
            reading.error(
                "proxy_auth without a proxy", "add proxy: URL; who asks fetch.proxy is said by fetch.proxy_auth",
                at: node["proxy_auth"] ?? node)
        }
        return feed
    }

    private static let listType = ValueType<[FeedSettings]>.list(of: itemType)
}
