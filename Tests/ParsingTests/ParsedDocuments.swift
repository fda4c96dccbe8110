// SPDX-License-Identifier: Apache-2.0
// Short ways to write the documents of the tests about what elements mean.

import Testing

@testable import Parsing

/// The namespaces of the modules, under the prefixes that everybody uses.
let modules = """
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
    xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" \
    xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" \
    xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" \
    xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:cc="http://web.resource.org/cc/" \
    xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" \
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    """

enum Sample {
    static func feed(_ xml: String, base: String? = nil) throws -> ParsedFeed {
        try FeedParser().parse(Array(xml.utf8), baseURL: base)
    }

    /// An RSS 2.0 channel with these children.
    static func channel(_ children: String, base: String? = nil) throws -> ParsedFeed {
        try feed(
            "<rss version='2.0' \(modules) xmlns:atom='http://www.w3.org/2005/Atom'><channel>\(children)</channel></rss>",
            base: base)
    }

    /// The item of an RSS 2.0 channel with these children.
    static func item(_ children: String, base: String? = nil) throws -> ParsedEntry {
        try #require(channel("<item>\(children)</item>", base: base).entries.first)
    }

    /// An Atom 1.0 feed with these children.
    static func atom(_ children: String, attributes: String = "", base: String? = nil) throws -> ParsedFeed {
        try feed("<feed xmlns='http://www.w3.org/2005/Atom' \(modules) \(attributes)>\(children)</feed>", base: base)
    }

    /// The entry of an Atom 1.0 feed with these children.
    static func entry(_ children: String, attributes: String = "", base: String? = nil) throws -> ParsedEntry {
        try #require(atom("<entry>\(children)</entry>", attributes: attributes, base: base).entries.first)
    }

    /// The entry of an Atom 0.3 feed with these children.
    static func entry03(_ children: String) throws -> ParsedEntry {
        try #require(
            feed("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>\(children)</entry></feed>").entries.first
        )
    }

    /// An RSS 1.0 document: children of the channel, then what stands beside it.
    static func rdf(_ channel: String, _ rest: String = "") throws -> ParsedFeed {
        try feed("<rdf:RDF xmlns='http://purl.org/rss/1.0/' \(modules)><channel>\(channel)</channel>\(rest)</rdf:RDF>")
    }
}
