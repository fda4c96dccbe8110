// SPDX-License-Identifier: Apache-2.0
// One outline of an OPML document: what its attributes mean, in whatever case and under whatever name programs write them.

import XML2

struct Outline {
    /// Of the feed; `nil` where the outline is no feed.
    private(set) var address: String?
    /// What an outline that is no feed points to.
    private(set) var link: String?
    /// Whether `link` is another subscription list.
    let isList: Bool
    let page: String?
    let title: String?
    let folderName: String?
    let categories: [String]
    let filter: String?
    let isComment: Bool

    init(_ element: XMLElement) {
        let value = { (name: StaticString) in element.attribute(name).flatMap { $0.isEmpty ? nil : $0 } }
        let type = value("type")?.lowercased() ?? ""
        let url = value("url")
        page = value("htmlUrl")
        isList = type == "include" || Self.isListAddress(url)
        isComment = value("isComment")?.lowercased() == "true"
        filter = value("filtercmd")
        categories = Self.categories(value("category") ?? "")
        let (text, title) = (Self.cleaned(value("text")), Self.cleaned(value("title")))
        folderName = text ?? title
        let isFeed = Self.feedTypes.contains(type)
        if let written = value("xmlUrl") ?? value("feedUrl") ?? (isFeed && !isList ? url : nil) {
            address = Self.address(written, page: page)
        } else {
            link = url ?? (isFeed ? page : nil)
        }
        let named = title ?? text
        self.title = named == address || named == value("xmlUrl") ? nil : named
    }

    /// `type` of an outline whose `url` is a feed's address.
    private static let feedTypes: Set<String> = ["rss", "atom", "feed", "rdf", "rss1", "rss2", "json", "jsonfeed"]

    private static func isListAddress(_ url: String?) -> Bool {
        url?.prefix { $0 != "?" && $0 != "#" }.lowercased().hasSuffix(".opml") ?? false
    }

    /// Control characters, which attributes may hold as references, become spaces.
    private static func cleaned(_ text: String?) -> String? {
        guard let text else { return nil }
        let scalars = text.unicodeScalars.map { ($0.properties.generalCategory == .control ? " " : $0) }
        let line = String(String.UnicodeScalarView(scalars)).trimmed
        return line.isEmpty ? nil : line
    }

    /// "A string of comma-separated slash-delimited category strings" (OPML 2.0): every part is a tag.
    private static func categories(_ list: String) -> [String] {
        list.split(separator: ",").flatMap { $0.split(separator: "/") }.compactMap { cleaned(String($0)) }
    }

    private static func address(_ written: String, page: String?) -> String {
        let url = FeedScheme.stripped(URLReference.resolve(written, against: nil).replacing(" ", with: "%20"))
        if url.hasPrefix("//") { return "https:" + url }
        let isRelative = ["/", "./", "../", "?"].contains { url.hasPrefix($0) }
        return isRelative ? URLReference.resolve(url, against: page) : url
    }
}

extension String {
    /// Without white space at its ends.
    fileprivate var trimmed: String {
        var text = self
        return text.withUTF8 { $0.trimmed.string }
    }
}
