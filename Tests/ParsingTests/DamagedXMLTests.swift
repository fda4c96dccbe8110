// SPDX-License-Identifier: Apache-2.0
// What is damaged costs what is damaged, and not what stands beside it.

import Model
import Testing

@testable import Parsing

@Suite struct DamagedXMLTests {
    /// An RSS feed of two items; the first is `item`.
    private func feed(_ item: String) throws -> ParsedFeed {
        try Sample.channel(
            "<title>News</title><item>\(item)<link>https://a.test/1</link></item>"
                + "<item><title>Two</title><guid isPermaLink=\"false\">id-2</guid><link>https://a.test/2</link></item>")
    }

    @Test(arguments: ["a & b", "a"])
    func `numbers of control characters mean windows-1252, strictly read or not`(_ text: String) throws {
        let feed = try feed("<title>\(text) &#147;x&#148; &#150; &#x80;</title><category term='It&#146;s'/>")
        #expect(feed.entries.first?.title?.line == "\(text) “x” – €")
        #expect(feed.entries.first?.categories.first?.term == "It’s")
    }

    @Test(arguments: ["a <b story", "a <story title=x", "a <b>"])
    func `a tag that runs into the next is text`(_ title: String) throws {
        let entry = try #require(feed("<title>\(title)</title><guid>id-1</guid>").entries.first)
        #expect(entry.link == "https://a.test/1" && entry.id == "id-1")
        #expect(entry.title?.line.hasPrefix("a") == true)
    }

    @Test func `a tag of a feed that runs into the next is one`() throws {
        let feed = try feed("<title <guid>id-1</guid")
        #expect(feed.entries.first?.id == "id-1")
        #expect(feed.entries.first?.link == "https://a.test/1")
        #expect(feed.warnings.contains("a tag without its >"))
    }

    @Test func `an Atom link without its end costs no id`() throws {
        let entry = try Sample.entry("<title>a & b</title><link href=\"https://a.test/1\"<id>id-1</id>")
        #expect(entry.link == "https://a.test/1" && entry.id == "id-1")
    }

    @Test(arguments: ["<ann@example.org>", "<https://example.org/>"])
    func `an address between angle brackets is text`(address: String) throws {
        let entry = try Sample.entry("<title>Ann \(address) wrote</title><id>id-1</id>")
        #expect(entry.title?.line == "Ann \(address) wrote" && entry.id == "id-1")
    }

    @Test(arguments: ["<guid isPermaLink=\"false>id-1</guid>", "<guid isPermaLink=\"false'>id-1</guid>"])
    func `a quotation mark that is forgotten costs no entry`(_ guid: String) throws {
        for after in ["", "<description>say \"it\" twice</description>", "<description>5\" x 3</description>"] {
            let feed = try feed("<title>One</title>" + guid + after)
            #expect(feed.entries.map(\.id) == ["id-1", "id-2"])
            #expect(feed.entries.map(\.link) == ["https://a.test/1", "https://a.test/2"])
        }
    }

    @Test func `markup within a value is the value`() throws {
        let feed = try feed("<category term=\"<b>x</b> > y\" scheme='<a>'/><title>a & b</title>")
        #expect(feed.entries.first?.categories.first?.term == "<b>x</b> > y")
        #expect(feed.entries.first?.title?.line == "a & b")
    }

    @Test(arguments: ["</summar", "&l", "&amp", "<div xmlns=\"ht", "<", "</", "<!-", "&#8"])
    func `what breaks off with the document is no text`(_ end: String) throws {
        let start = "<rss><channel><item><title>One</title><description>Some text"
        let feed = try FeedParser().parse(Array((start + end).utf8))
        let summary = try #require(feed.entries().first?.summary)
        #expect(summary == "Some text" || end == "&amp" && summary == "Some text&")
    }

    @Test(arguments: ["link", "guid", "pubDate", "title"])
    func `an address, a name or a date that breaks off is none`(_ name: String) throws {
        let feed = try FeedParser().parse(
            Array("<rss><channel><item><description>x</description><\(name)>2024-04-26".utf8))
        let entry = try #require(feed.entries.first)
        #expect(entry.link == nil && entry.id == nil && entry.published == nil && entry.title == nil)
        #expect(entry.summary != nil)
    }

    @Test func `a DOCTYPE without its end hides no element`() throws {
        for doctype in ["<!DOCTYPE rss [\n", "<!DOCTYPE rss [<!-- it's <b> --><!ENTITY a 'b'>\n", "<!DOCTYPE rss \n"] {
            for title in ["plain", "a & b"] {
                let feed = try Sample.feed(doctype + "<rss><channel><title>\(title)</title><item/></channel></rss>")
                #expect(feed.titleText == title)
                #expect(feed.entries.count == 1 && !feed.warnings.isEmpty)
            }
        }
    }

    @Test func `entities that a document declares are read once and only once`() throws {
        let subset = "<!ENTITY foo \"Foo value\"><!ENTITY eacute '&#233;'><!ENTITY lt '&#38;#60;'><!ENTITY tag '<b>'>"
        let title = "&foo; caf&eacute; &lt; &tag; &other;"
        let feed = try Sample.feed(
            "<!DOCTYPE rss [\(subset)]><rss><channel><title>\(title)</title><item/></channel></rss>")
        #expect(feed.titleText == "Foo value café < &tag; &other;")
    }

    @Test func `declared entities make no document much longer`() throws {
        let value = String(repeating: "x", count: 250)
        let uses = String(repeating: "&a;", count: 300_000)
        let feed = try Sample.feed(
            "<!DOCTYPE rss [<!ENTITY a '\(value)'>]><rss><channel><item><description>\(uses)</description></item></channel></rss>"
        )
        #expect(feed.entries.first?.summary?.bytes.count ?? .max <= 1 << 20)
    }

    @Test func `a CDATA section without its end stops at the end tag`() throws {
        let feed = try feed(
            "<title>One</title><description><![CDATA[Some <i>text</i></description><guid>id-1</guid>"
                + "<content:encoded><![CDATA[<p>More</p>]]></content:encoded>")
        let entry = try #require(feed.entries.first)
        #expect(entry.id == "id-1")
        #expect(feed.entries().first?.summary == "Some text")
        #expect(entry.contents.count == 1)
    }
}
