// SPDX-License-Identifier: Apache-2.0
// Where sites of a known kind have their feeds. A pattern stands here only where the site documents it or its own pages
// declare it (looked up November 2026).

enum KnownSites {
    /// By the page's address.
    static func feeds(of address: WebAddress) -> [String] {
        switch address.host {
        case "youtube.com", "m.youtube.com": youTube(address)
        case "github.com": CodeHosts.gitHub(address)
        case "gitlab.com": CodeHosts.gitLab(address)
        case "medium.com": medium(address)
        case "vimeo.com": vimeo(address)
        case "news.ycombinator.com": ["https://news.ycombinator.com/rss"]
        case "bsky.app": address.path.first == "profile" ? page(address, "/rss", parts: 2) : []
        case "dev.to": address.path.count == 1 ? ["https://dev.to/feed/\(address.path[0])"] : []
        case "tumblr.com": address.path.count == 1 ? ["https://\(address.path[0]).tumblr.com/rss"] : []
        case _ where address.isAt("reddit.com"): reddit(address)
        case _ where QuestionSites.isOne(address): QuestionSites.feeds(of: address)
        case _ where address.isAt("medium.com"), _ where address.isAt("substack.com"): [address.origin + "/feed"]
        case _ where address.isAt("tumblr.com"): [address.origin + "/rss"]
        case _ where address.isAt("wordpress.com"): wordPress(address.origin + "/")
        case _ where address.host.split(separator: ".").contains("blogspot"): [blogger(address)]
        default: fediverse(address)
        }
    }

    /// By what the page itself tells: its `<meta name="generator">` in lower case, WordPress's root, a YouTube channel.
    static func feeds(
        of address: WebAddress, madeBy generator: String?, wordPressRoot: String?, channel: String?
    ) -> [String] {
        if let channel { return ["https://www.youtube.com/feeds/videos.xml?channel_id=\(channel)"] }
        if let wordPressRoot { return wordPress(wordPressRoot) }
        guard let generator else { return [] }
        if generator.hasPrefix("wordpress") { return wordPress(address.origin + "/") }
        if generator.hasPrefix("blogger") { return [blogger(address)] }
        return paths.filter { generator.hasPrefix($0.generator) }.map { address.origin + $0.path }
    }

    private static let paths = [
        (generator: "ghost", path: "/rss/"), (generator: "hugo", path: "/index.xml"),
        (generator: "jekyll", path: "/feed.xml"), (generator: "discourse", path: "/latest.rss"),
        (generator: "drupal", path: "/rss.xml"),
    ]

    private static func wordPress(_ root: String) -> [String] { [root + "feed/", root + "comments/feed/"] }

    private static func blogger(_ address: WebAddress) -> String { address.origin + "/feeds/posts/default" }

    private static func youTube(_ address: WebAddress) -> [String] {
        let feed = "https://www.youtube.com/feeds/videos.xml?"
        if let list = address.query["list"] { return [feed + "playlist_id=" + list] }
        guard address.path.count >= 2 else { return [] }
        switch address.path[0] {
        case "channel": return [feed + "channel_id=" + address.path[1]]
        case "user": return [feed + "user=" + address.path[1]]
        default: return []
        }
    }

    private static func reddit(_ address: WebAddress) -> [String] {
        switch address.path.first {
        case nil: [address.origin + "/.rss"]
        case "r", "user", "u": page(address, "/.rss", parts: address.path.count)
        default: []
        }
    }

    private static func medium(_ address: WebAddress) -> [String] {
        guard let first = address.path.first else { return [] }
        let name = first == "tag" && address.path.count > 1 ? "tag/" + address.path[1] : first
        return ["https://medium.com/feed/" + name]
    }

    private static func vimeo(_ address: WebAddress) -> [String] {
        switch address.path.first {
        case "channels", "groups": page(address, "/videos/rss", parts: 2)
        case let name? where !name.allSatisfy(\.isNumber): page(address, "/videos/rss", parts: 1)
        default: []
        }
    }

    /// Mastodon and what speaks like it: `/@user`.
    private static func fediverse(_ address: WebAddress) -> [String] {
        guard let user = address.path.first, user.hasPrefix("@"), user.count > 1 else { return [] }
        return [address.origin + "/" + user + ".rss"]
    }

    /// The address up to that many parts of its path, and `suffix`; nothing where it has fewer.
    private static func page(_ address: WebAddress, _ suffix: String, parts: Int) -> [String] {
        guard address.path.count >= parts, parts > 1 || address.path.count == 1 else { return [] }
        return [address.origin + "/" + address.path.prefix(parts).joined(separator: "/") + suffix]
    }
}
