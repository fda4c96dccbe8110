// SPDX-License-Identifier: Apache-2.0
// Which format a document has.

import Model
import Testing

@testable import Parsing

@Suite struct FormatTests {
    @Test(arguments: [
        ("0.90", FeedFormat.rss090), ("0.91", .rss091), ("0.92", .rss092), ("0.93", .rss092), ("0.94", .rss092),
        ("1.0", .rss10), ("2.0", .rss20), ("2.0.1", .rss20), ("", .rss20), ("next", .rss20),
    ])
    func `RSS is called by its version or by the nearest`(_ version: String, _ format: FeedFormat) throws {
        #expect(try Sample.feed("<rss version='\(version)'><channel/></rss>").format == format)
    }

    @Test(arguments: [
        ("<rss><channel/></rss>", FeedFormat.rss20),
        ("<RSS VERSION='0.92'><CHANNEL/></RSS>", .rss092),
        ("<rss xmlns='http://backend.userland.com/rss2' version='2.0'><channel/></rss>", .rss20),
        ("<r:rss xmlns:r='http://backend.userland.com/rss2' version='2.0'><r:channel/></r:rss>", .rss20),
        ("<rdf:RDF xmlns:rdf='\(rdf)' xmlns='http://purl.org/rss/1.0/'><channel/></rdf:RDF>", .rss10),
        ("<r:RDF xmlns:r='\(rdf)' xmlns:s='http://purl.org/rss/1.0/'><s:channel/></r:RDF>", .rss10),
        ("<rdf:RDF xmlns:rdf='\(rdf)' xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel/></rdf:RDF>", .rss090),
        ("<Channel xmlns='http://purl.org/net/rss1.1#'><title>t</title></Channel>", .rss10),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", .atom10),
        ("<a:feed xmlns:a='http://www.w3.org/2005/Atom'/>", .atom10),
        ("<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>", .atom03),
        ("<feed xmlns='http://purl.org/atom/ns#'/>", .atom03),
        ("<feed version='0.3'/>", .atom03),
        ("<feed/>", .atom10),
        ("<entry xmlns='http://www.w3.org/2005/Atom'><title>x</title></entry>", .atom10),
        ("<CHANNEL HREF='http://c.example/'><TITLE>t</TITLE></CHANNEL>", .cdf),
    ])
    func `the root element tells the format`(_ xml: String, _ format: FeedFormat) throws {
        #expect(try Sample.feed(xml).format == format)
    }

    @Test func `names count whatever their case`() throws {
        let feed = try Sample.feed(
            "<RSS><CHANNEL><TITLE>t</TITLE><ITEM><TITLE>x</TITLE><LINK>http://e.example/</LINK></ITEM></CHANNEL></RSS>")
        #expect(feed.titleText == "t")
        #expect(feed.entries().first?.url == "http://e.example/")
    }

    @Test func `an entry of Atom may be the whole document`() throws {
        let feed = try Sample.feed("<entry xmlns='http://www.w3.org/2005/Atom'><id>i</id><title>x</title></entry>")
        #expect(feed.entries.first?.id == "i")
    }

    @Test(arguments: [
        "http://purl.org/dc/elements/1.1/", "https://purl.org/dc/elements/1.1", "HTTP://PURL.ORG/DC/ELEMENTS/1.1/",
        "http://purl.org/dc/elements/1.0/", "urn:wrong",
    ])
    func `a module is known by its address, and by its prefix where the address is wrong`(_ uri: String) throws {
        let feed = try Sample.feed(
            "<rss xmlns:dc='\(uri)'><channel><item><dc:creator>Ann</dc:creator></item></channel></rss>")
        #expect(feed.entries.first?.authors == [Person(name: "Ann")])
    }

    @Test func `any prefix does for a module`() throws {
        let feed = try Sample.feed(
            "<rss xmlns:q='http://purl.org/dc/elements/1.1/'><channel><item><q:creator>Ann</q:creator></item></channel></rss>"
        )
        #expect(feed.entries.first?.authors == [Person(name: "Ann")])
    }

    @Test func `a stranger's title is no title`() throws {
        let entry = try Sample.item("<x:title xmlns:x='urn:x'>no</x:title><x:y xmlns:x='urn:x'><title>no</title></x:y>")
        #expect(entry.title == nil)
    }

    @Test func `a document that is none is named by its root, or not at all where that is any bytes`() {
        let error = #expect(throws: ParseError.self) { try Sample.feed("<página><x/></página>") }
        #expect(error?.description.contains("its root element is <página>") == true)
        for bytes in ["<B3\u{1B}[2J«ib‡y)$>\u{0}\u{1}", "\u{202E}<x\u{202E}y>"] {
            let error = #expect(throws: ParseError.self) { try Sample.feed(bytes) }
            #expect(error?.description.contains(where: { "\u{1B}«‡\u{202E}".contains($0) }) == false)
        }
    }

    @Test func `items may stand outside the channel, in items, and in a second channel`() throws {
        for xml in [
            "<rss><channel/><item><title>x</title></item></rss>",
            "<rss><channel><items><item><title>x</title></item></items></channel></rss>",
            "<rss><channel/><channel><item><title>x</title></item></channel></rss>",
        ] {
            #expect(try Sample.feed(xml).entries.count == 1)
        }
    }
}

private let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
