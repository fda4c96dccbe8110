// SPDX-License-Identifier: Apache-2.0
// xml:base and xml:lang at every level.

import Model
import Testing

@testable import Parsing

@Suite struct BaseTests {
    @Test func `each level's base stands on the one around it`() throws {
        let entry = try Sample.feed(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://e.example/b/'><entry xml:base='c/'>"
                + "<link href='d'/><content type='html' xml:base='e/'>&lt;a href='q'>y&lt;/a></content>"
                + "<summary type='html' xml:base='/s/'>&lt;a href='q'>y&lt;/a></summary></entry></feed>"
        ).entries[0]
        #expect(entry.link == "http://e.example/b/c/d")
        #expect(entry.contents[0].base == "http://e.example/b/c/e/")
        #expect(entry.summary?.base == "http://e.example/s/")
    }

    @Test func `RSS has it as well`() throws {
        let entry = try Sample.feed(
            "<rss><channel xml:base='http://e.example/b/'><item xml:base='c/'><link>a</link><comments>k</comments>"
                + "<enclosure url='m'/></item></channel></rss>"
        ).entries[0]
        #expect(entry.link == "http://e.example/b/c/a")
        #expect(entry.comments == "http://e.example/b/c/k")
        #expect(entry.enclosures[0].url == "http://e.example/b/c/m")
    }

    @Test func `a base within XHTML resolves the links there`() throws {
        let entry = try Sample.entry(
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml' xml:base='http://i.example/z/'>"
                + "<a href='q'>y</a><p xml:base='w/'><img src='r' srcset='s 1x, t 2x'/></p>"
                + "<q cite='../u'>x</q></div></content>",
            attributes: "xml:base='http://e.example/'")
        #expect(
            entry.contents[0].sanitised
                == "<a href=\"http://i.example/z/q\">y</a><p><img src=\"http://i.example/z/w/r\" "
                + "srcset=\"http://i.example/z/w/s 1x, http://i.example/z/w/t 2x\" /></p>"
                + "<q cite=\"http://i.example/u\">x</q>")
    }

    @Test(
        arguments: [
            ("b/", nil, "b/d"), ("b/", "http://e.example/x/f", "http://e.example/x/b/d"),
            ("urn:x:y", "http://e.example/x/f", "http://e.example/x/d"),
            ("", "http://e.example/x/f", "http://e.example/x/d"),
            ("b", nil, "d"),
        ] as [(String, String?, String)])
    func `a base may be relative, useless or empty`(_ base: String, _ document: String?, _ link: String) throws {
        #expect(try Sample.entry("<link href='d'/>", attributes: "xml:base='\(base)'", base: document).link == link)
    }

    @Test func `without any base, links stand on the feed's page`() throws {
        let feed = try Sample.channel(
            "<link>http://e.example/blog/</link><item><link>p</link><description>&lt;a href='q'></description></item>")
        #expect(feed.entries[0].link == "http://e.example/blog/p")
        #expect(feed.entries[0].summary?.base == "http://e.example/blog/")
    }

    @Test func `ten thousand links do not each take over a long base`() throws {
        let long = "http://e.example/" + String(repeating: "x/", count: 30_000)
        let items = String(repeating: "<item><link>p</link></item>", count: 10_000)
        for xml in [
            "<rss><channel><link>\(long)</link>\(items)</channel></rss>",
            "<rss xml:base='\(long)'><channel>\(items)</channel></rss>",
        ] {
            #expect(try Sample.feed(xml).entries.allSatisfy { $0.link == "p" })
        }
    }

    @Test func `ids are not resolved`() throws {
        #expect(try Sample.entry("<id>i</id>", attributes: "xml:base='http://e.example/'").id == "i")
    }

    @Test func `the innermost language counts, an empty one takes the outer back`() throws {
        func language(_ entry: String, _ content: String) throws -> String? {
            try Sample.atom(
                "<entry \(entry)><content \(content)>x</content></entry>", attributes: "xml:lang='en'"
            ).entries[0].contents[0].language
        }
        #expect(try language("", "") == "en")
        #expect(try language("xml:lang='fr'", "") == "fr")
        #expect(try language("xml:lang='fr'", "xml:lang='pt-BR'") == "pt-BR")
        #expect(try language("xml:lang=''", "") == nil)
        #expect(try language("", "xml:lang=''") == nil)
        #expect(try language("", "xml:lang='\(String(repeating: "x", count: 65))'") == nil)
    }

    @Test(
        arguments: [
            ("<rss><channel><language> en-US </language></channel></rss>", "en-US"),
            (
                "<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><dc:language>fr</dc:language></channel></rss>",
                "fr"
            ),
            ("<rss xml:lang='nl'><channel/></rss>", "nl"),
            ("<rss xml:lang='nl'><channel><language>da</language></channel></rss>", "da"),
            ("<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en_GB'/>", "en_GB"),
            ("<rss><channel><language/></channel></rss>", nil),
        ] as [(String, String?)])
    func `the feed's language is told as published`(_ xml: String, _ language: String?) throws {
        #expect(try Sample.feed(xml).language == language)
    }

    @Test func `an item may have a language of its own`() throws {
        let feed = try Sample.channel("<language>en</language><item><dc:language>fr</dc:language></item><item/>")
        #expect(feed.entries().map(\.language) == ["fr", "en"])
    }
}
