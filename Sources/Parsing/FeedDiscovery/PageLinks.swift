// SPDX-License-Identifier: Apache-2.0
// What a page says of its feeds: <link>, <a>, <base>, <meta>. One pass over its tags; scripts and styles are skipped.

import Wording

struct PageLinks {
    /// In the order of the page.
    private(set) var declared: [FeedCandidate] = []
    private(set) var anchors: [FeedCandidate] = []
    /// Where the program that made the page has its feeds.
    private(set) var ofGenerator: [FeedCandidate] = []
    private let url: String?
    private var base: String?
    private var channel: String?
    private var generator: String?
    /// WordPress tells where it lives.
    private var wordPressRoot: String?

    private static let maximumAnchors = 256

    /// `url` is the page's own address.
    init(in page: UnsafeBufferPointer<UInt8>, url: String?) {
        self.url = url
        base = url
        var tokenizer = HTMLTokenizer(page)
        var hasBase = false
        while let token = tokenizer.next() {
            guard case .start(let tag) = token else { continue }
            switch tag.element {
            case Self.link: take(link: TagAttributes(tag, in: page))
            case Self.a: take(anchor: TagAttributes(tag, in: page))
            case Self.meta: take(meta: TagAttributes(tag, in: page))
            case Self.base:
                guard !hasBase, let href = TagAttributes(tag, in: page)["href"] else { continue }
                hasBase = true
                base = URLReference.resolve(href, against: url)
            default: if tag.element.effect == .raw { tokenizer.skipRawText(of: tag) }
            }
        }
        if let url, let address = WebAddress(url) {
            let feeds = KnownSites.feeds(
                of: address, madeBy: generator, wordPressRoot: wordPressRoot,
                channel: address.isAt("youtube.com") ? channel ?? YouTubeChannel.id(in: page) : nil)
            ofGenerator = feeds.map { FeedCandidate($0, origin: .site) }
        }
    }

    private static let link = HTMLElement("link")
    private static let a = HTMLElement("a")
    private static let meta = HTMLElement("meta")
    private static let base = HTMLElement("base")

    private mutating func take(link attributes: TagAttributes) {
        guard let href = attributes["href"], let rel = attributes["rel"]?.lowercased() else { return }
        let target = resolved(href)
        let relations = rel.split { $0.isWhitespace }
        if relations.contains("https://api.w.org/") {
            wordPressRoot = target.firstRange(of: "wp-json").map { String(target[..<$0.lowerBound]) }
        }
        if relations.contains("canonical") { channel = channel ?? YouTubeChannel.id(of: target) }
        guard Self.declaresFeed(relations, type: attributes["type"], title: attributes["title"], target) else { return }
        declared.append(candidate(target, attributes["title"], .declared))
    }

    private static func declaresFeed(
        _ relations: [Substring], type: String?, title: String?, _ target: String
    ) -> Bool {
        if relations.contains("feed") { return true }
        guard relations.contains("alternate"), !relations.contains("stylesheet") else { return false }
        guard let type else { return FeedLook.isLikely(target) }
        switch FeedLook.verdict(ofType: type) {
        case .feed: return true
        case .other: return false
        case .maybe:
            // WordPress declares each page's JSON like this.
            guard type.lowercased().contains("json") else { return true }
            return !target.contains("/wp-json/")
                && (FeedLook.isLikely(target) || title?.lowercased().contains("feed") == true)
        }
    }

    private mutating func take(anchor attributes: TagAttributes) {
        guard anchors.count < Self.maximumAnchors, let href = attributes["href"] else { return }
        let target = resolved(href)
        let isTyped = attributes["type"].map { FeedLook.verdict(ofType: $0) == .feed } ?? false
        let isFeed = isTyped || FeedScheme.stripped(href) != href || FeedLook.isLikely(target)
        if isFeed { anchors.append(candidate(target, attributes["title"], .link)) }
    }

    private mutating func take(meta attributes: TagAttributes) {
        guard let content = attributes["content"] else { return }
        if attributes["name"]?.lowercased() == "generator" { generator = generator ?? content.lowercased() }
        if attributes["itemprop"]?.lowercased() == "identifier" {
            channel = channel ?? YouTubeChannel.id(startOf: content)
        }
    }

    private func resolved(_ href: String) -> String {
        URLReference.resolve(FeedScheme.stripped(href), against: base).replacing(" ", with: "%20")
    }

    private func candidate(_ url: String, _ title: String?, _ origin: FeedCandidate.Origin) -> FeedCandidate {
        let line = title.map { VisibleText.ofPlain($0, oneLine: true) }
        return FeedCandidate(url, title: line?.isEmpty == false ? line : nil, origin: origin)
    }
}
