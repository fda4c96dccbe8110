// SPDX-License-Identifier: Apache-2.0
// Namespaces by their many URIs; where a URI is missing or unknown, the prefix that everybody uses for it decides.

enum FeedNamespace: String {
    /// RSS of every version, and documents without a namespace.
    case core
    case atom
    case rdf, dc, content, media, itunes, sy, xhtml, feedburner
    /// Creative Commons, in RSS 1.0 and RSS 2.0.
    case cc
    /// A namespace we take nothing from.
    case other

    /// - Parameters: `uri` and `prefix` as in the document; both `nil` for an element without a namespace.
    static func of(uri: String?, prefix: String?) -> FeedNamespace {
        guard let uri else { return prefix.map(conventional) ?? .core }
        if let exact = exact[uri] { return exact }
        let key = normalised(uri)
        if let known = uris[key] { return known }
        if key.contains("/rss"), !key.contains("/modules/") { return .core }
        guard let prefix else { return .core }
        return conventional(prefix)
    }

    /// URIs are met with `https`, without their last slash or hash and in odd case.
    private static func normalised(_ uri: String) -> String {
        var key = Substring(uri.lowercased())
        while let first = key.first, first.isWhitespace { key.removeFirst() }
        for scheme in ["http://", "https://"] where key.hasPrefix(scheme) { key.removeFirst(scheme.count) }
        if key.hasPrefix("www.") { key.removeFirst(4) }
        while let last = key.last, "/#?".contains(last) || last.isWhitespace { key.removeLast() }
        return String(key)
    }

    private static func conventional(_ prefix: String) -> FeedNamespace {
        prefixes[prefix.lowercased()] ?? .other
    }

    /// What well-behaved feeds write, to the letter.
    private static let exact: [String: FeedNamespace] = [
        "http://www.w3.org/2005/Atom": .atom, "http://purl.org/dc/elements/1.1/": .dc, "http://purl.org/dc/terms/": .dc,
        "http://purl.org/rss/1.0/": .core, "http://purl.org/rss/1.0/modules/content/": .content,
        "http://search.yahoo.com/mrss/": .media, "http://www.itunes.com/dtds/podcast-1.0.dtd": .itunes,
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#": .rdf, "http://purl.org/rss/1.0/modules/syndication/": .sy,
        "http://www.w3.org/1999/xhtml": .xhtml, "http://purl.org/rss/1.0/modules/slash/": .other,
    ]

    private static let prefixes: [String: FeedNamespace] = [
        "rss": .core, "rdf": .rdf, "dc": .dc, "dcterms": .dc, "dct": .dc, "content": .content, "media": .media,
        "itunes": .itunes, "sy": .sy, "syn": .sy, "atom": .atom, "atom10": .atom, "a10": .atom, "atom03": .atom,
        "xhtml": .xhtml, "feedburner": .feedburner, "cc": .cc,
        "creativecommons": .cc,
    ]

    private static let uris: [String: FeedNamespace] = [
        "": .core,
        "purl.org/rss/1.0": .core, "purl.org/net/rss1.1": .core, "backend.userland.com/rss2": .core,
        "backend.userland.com/rss": .core, "blogs.law.harvard.edu/tech/rss": .core,
        "channel.netscape.com/rdf/simple/0.9": .core, "my.netscape.com/rdf/simple/0.9": .core,
        "w3.org/2005/atom": .atom, "purl.org/atom/ns": .atom, "example.com/newformat": .atom, "purl.org/atom": .atom,
        "w3.org/1999/02/22-rdf-syntax-ns": .rdf,
        "purl.org/dc/elements/1.1": .dc, "purl.org/dc/elements/1.0": .dc, "purl.org/dc/terms": .dc,
        "purl.org/dc": .dc,
        "purl.org/rss/1.0/modules/content": .content, "purl.org/rss/1.0/modules/syndication": .sy,
        "search.yahoo.com/mrss": .media, "search.yahoo.com/rss": .media, "tools.search.yahoo.com/mrss": .media,
        "video.search.yahoo.com/mrss": .media, "api.maps.yahoo.com/mrss": .media,
        "itunes.com/dtds/podcast-1.0.dtd": .itunes, "itunes.com/dtds/podcast": .itunes,
        "example.com/dtds/podcast-1.0.dtd": .itunes,
        "w3.org/1999/xhtml": .xhtml,
        "georss.org/georss": .other, "w3.org/2003/01/geo/wgs84_pos": .other, "opengis.net/gml": .other,
        "wellformedweb.org/commentapi": .other, "purl.org/rss/1.0/modules/slash": .other,
        "purl.org/syndication/thread/1.0": .other, "rssnamespace.org/feedburner/ext/1.0": .feedburner,
        "backend.userland.com/creativecommonsrssmodule": .cc,
        "cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": .cc,
        "web.resource.org/cc": .cc, "creativecommons.org/ns": .cc, "purl.org/rss/1.0/modules/company": .other,
        "purl.org/rss/1.0/modules/wiki": .other, "a9.com/-/spec/opensearch/1.1": .other,
    ]
}
