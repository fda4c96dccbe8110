// SPDX-License-Identifier: Apache-2.0
// Categories, enclosures, sources and dates of an entry.

import Model
import Testing

@testable import Parsing

@Suite struct EntryPartTests {
    @Test(arguments: [
        ("<category>A &amp;amp; B</category><category>C</category>", [Category(term: "A & B"), Category(term: "C")]),
        ("<category domain='http://d.example/'>A/B</category>", [Category(term: "A/B", scheme: "http://d.example/")]),
        ("<category>A</category><category>A</category><category/>", [Category(term: "A")]),
        ("<dc:subject>A, B</dc:subject>", [Category(term: "A, B")]),
        ("<keywords>a, b c,,d</keywords>", [Category(term: "a"), Category(term: "b c"), Category(term: "d")]),
        ("<media:keywords>a, b</media:keywords>", [Category(term: "a"), Category(term: "b")]),
        (
            "<media:category label='L'>m</media:category>",
            [Category(term: "m", scheme: "http://search.yahoo.com/mrss/category_schema", label: "L")]
        ),
        ("<media:category scheme='urn:s'>m</media:category>", [Category(term: "m", scheme: "urn:s")]),
        (
            "<itunes:keywords>a,b</itunes:keywords>",
            [
                Category(term: "a", scheme: "http://www.itunes.com/"),
                Category(term: "b", scheme: "http://www.itunes.com/"),
            ]
        ),
        (
            "<itunes:category text='A'><itunes:category text='B'/></itunes:category><itunes:category text='A'/>",
            [
                Category(term: "A", scheme: "http://www.itunes.com/"),
                Category(term: "B", scheme: "http://www.itunes.com/"),
            ]
        ),
        ("<atom:category term='t' scheme='urn:s' label='L'/>", [Category(term: "t", scheme: "urn:s", label: "L")]),
        ("<atom:category term='t'>text</atom:category>", [Category(term: "t")]),
    ])
    func `categories with their scheme and label`(_ children: String, _ categories: [Parsing.Category]) throws {
        #expect(try Sample.item(children).categories == categories)
    }

    @Test(
        arguments: [
            ("123", 123), ("0", 0), (" 123 ", 123), ("1234567890123", 1_234_567_890_123), ("", nil), ("abc", nil),
            ("1,234", nil), ("12.5", nil), ("-1", nil), ("99999999999999999999", nil), ("1 MB", nil),
        ] as [(String, Int?)])
    func `an enclosure's length is a number of bytes or unknown`(_ text: String, _ length: Int?) throws {
        let entry = try Sample.item("<enclosure url='http://e.example/a' length='\(text)' type='audio/mpeg'/>")
        #expect(entry.enclosures == [Enclosure(url: "http://e.example/a", type: "audio/mpeg", length: length)])
    }

    @Test(arguments: [
        ("<enclosure url='a'/><enclosure href='b'/>", ["http://e.example/a", "http://e.example/b"]),
        ("<atom:link rel='enclosure' href='a' length='1'/>", ["http://e.example/a"]),
        ("<enclosure>a</enclosure><enclosure url=''/>", []),
        ("<media:content url='m'/>", ["http://e.example/m"]),
        (
            "<media:group><media:content url='m'/><media:content url='n'/><media:thumbnail url='t'/></media:group>",
            ["http://e.example/m", "http://e.example/n"]
        ),
        ("<enclosure url='a'/><media:content url='m'/>", ["http://e.example/a"]),
        ("<media:thumbnail url='t'/><media:player url='p'/>", []),
    ])
    func `enclosures, and media where there are none`(_ children: String, _ urls: [String]) throws {
        #expect(try Sample.item(children, base: "http://e.example/feed").enclosures.map(\.url) == urls)
    }

    @Test(
        arguments: [
            (
                "<source url='http://o.example/f'>Origin &amp;amp; Co</source>",
                EntrySource(title: "Origin & Co", url: "http://o.example/f")
            ),
            ("<source>Origin</source>", EntrySource(title: "Origin")),
            ("<source url=''/>", nil),
            ("<source url='http://o.example/f'/>", EntrySource(url: "http://o.example/f")),
            (
                "<atom:source><atom:title>S</atom:title><atom:link href='http://s.example/'/></atom:source>",
                EntrySource(title: "S", url: "http://s.example/")
            ),
            ("<dc:source>http://o.example/</dc:source>", nil),
        ] as [(String, EntrySource?)])
    func `where an item was taken from`(_ children: String, _ source: EntrySource?) throws {
        #expect(try Sample.item(children).source == source)
    }

    @Test(
        arguments: [
            (
                "<title>S</title><link rel='self' href='http://s.example/f'/><link href='http://s.example/'/>",
                EntrySource(title: "S", url: "http://s.example/")
            ),
            (
                "<title type='html'>S &lt;b>T&lt;/b></title><link rel='self' href='http://s.example/f'/>",
                EntrySource(title: "S T", url: "http://s.example/f")
            ),
            (
                "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>S <b>T</b></div></title>",
                EntrySource(title: "S T")
            ),
            ("<id>http://s.example/i</id>", EntrySource(url: "http://s.example/i")),
            ("<updated>2001-01-01T00:00:00Z</updated><id>urn:s</id>", nil),
        ] as [(String, EntrySource?)])
    func `a source of Atom`(_ children: String, _ source: EntrySource?) throws {
        #expect(try Sample.entry("<source>\(children)</source>").source == source)
    }

    @Test func `nothing of a source leaks into its entry`() throws {
        let entry = try Sample.entry(
            "<source><title>S</title><id>s</id><link href='http://s.example/'/><updated>2001-01-01T00:00:00Z</updated>"
                + "<published>2001-01-01T00:00:00Z</published><category term='c'/><summary>x</summary>"
                + "<rights>r</rights><icon>i</icon></source>")
        #expect(entry.source == EntrySource(title: "S", url: "http://s.example/"))
        #expect(
            try entry
                == Sample.entry("<source><title>S</title><link href='http://s.example/'/></source>"))
        #expect(entry.id == nil && entry.title == nil && entry.link == nil && entry.links == [])
        #expect(entry.summary == nil && entry.contents == [] && entry.categories == [])
        #expect(entry.published == nil && entry.updated == nil)
    }

    @Test func `entries of the same values are equal wherever they stood, and outlive their feed`() throws {
        let parts = "<title>t</title><link>http://e.example/</link><category domain='s'>c</category><author>A</author>"
        let plain = try Sample.item(parts)
        let later = try #require(
            Sample.channel(
                "<description>d</description><item><guid>g</guid><title>u</title></item><item>\(parts)"
                    + "<title>no</title><category domain='s'>c</category></item>"
            ).entries.last)
        #expect(plain == later)
        #expect(Set([plain, later]).count == 1)
        #expect(try plain != Sample.item(parts + "<category>c</category>"))
        #expect(later.categories == [Category(term: "c", scheme: "s", label: nil)])
    }

    private static let (first, second, third) = ("2004-01-01T00:00:00Z", "2004-02-02T00:00:00Z", "2004-03-03T00:00:00Z")

    @Test(
        arguments: [
            ("<pubDate>\(first)</pubDate>", first, nil),
            ("<pubDate>\(first)</pubDate><dc:date>\(second)</dc:date>", first, second),
            ("<dc:date>\(first)</dc:date>", first, first),
            ("<pubDate>soon</pubDate><dc:date>\(first)</dc:date>", first, first),
            ("<pubDate>\(first)</pubDate><atom:updated>\(second)</atom:updated>", first, second),
            ("<dcterms:modified>\(third)</dcterms:modified><dcterms:issued>\(first)</dcterms:issued>", first, third),
            ("<dcterms:created>\(first)</dcterms:created>", first, nil),
            ("<atom:updated>\(first)</atom:updated>", first, first),
            ("<pubDate>soon</pubDate>", nil, nil), ("<pubDate/>", nil, nil),
            ("<dcterms:valid>start=\(first)</dcterms:valid>", nil, nil),
        ] as [(String, String?, String?)])
    func `an entry's dates, one of them for the other where it is the only one`(
        _ children: String, _ published: String?, _ updated: String?
    ) throws {
        let entry = try Sample.item(children)
        #expect(entry.published?.rfc3339 == published)
        #expect(entry.updated?.rfc3339 == updated)
    }

    @Test func `Atom 0_3 has issued, modified and created`() throws {
        let entry = try Sample.entry03(
            "<created>\(Self.third)</created><issued>\(Self.first)</issued><modified>\(Self.second)</modified>")
        #expect(entry.published?.rfc3339 == Self.first)
        #expect(entry.updated?.rfc3339 == Self.second)
    }
}
