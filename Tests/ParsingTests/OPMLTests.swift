// SPDX-License-Identifier: Apache-2.0
// Subscription lists as programs write them, which is seldom as the specification says.

import Model
import TestSupport
import Testing

@testable import Parsing

@Suite struct OPMLTests {
    private func read(_ text: String) throws -> OPMLDocument {
        try OPML.read(Array(text.utf8))
    }

    private func body(_ outlines: String) throws -> OPMLDocument {
        try read("<?xml version='1.0'?><opml version='2.0'><head/><body>\(outlines)</body></opml>")
    }

    @Test func `feeds come with the names of their folders, their page and their place`() throws {
        let list = try read(
            """
            <?xml version="1.0"?>
            <!-- a comment
                 of two lines, with an <outline> -->
            <opml version="1.0"><body>
              <outline text="World"><outline text="é" title="Asia">
                <outline text='A &amp; B' type='rss' xmlUrl='https://a.example/?x=1&amp;y=2' htmlUrl='https://a.example/'/>
              </outline></outline>
              <outline title='C' xmlUrl='https://c.example/' category='/news/uk, sport'/>
            </body></opml>
            """)
        #expect(
            list.feeds == [
                OPMLFeed(
                    url: "https://a.example/?x=1&y=2", title: "A & B", page: "https://a.example/",
                    tags: ["World", "é"],
                    place: OutlinePlace(line: 6, column: 5)),
                OPMLFeed(
                    url: "https://c.example/", title: "C", tags: ["news", "uk", "sport"],
                    place: OutlinePlace(line: 8, column: 3)),
            ])
        #expect(list.folderCount == 2)
    }

    @Test(arguments: [
        "<outline XMLURL='https://a.example/f' TEXT='A'/>", "<outline xmlurl='https://a.example/f' text='A'/>",
        "<OUTLINE xmlUrl=\"https://a.example/f\" title=\"A\"/>",
        "<outline type='rss' url='https://a.example/f' text='A'/>",
        "<outline type='Atom' feedUrl=' https://a.example/f\n' title='' text=' A '/>",
        "<outline type='odd' xmlUrl='https://a.example/f' text='A'></outline>",
    ])
    func `attributes are known in whatever case, and the type may be anything`(outline: String) throws {
        let feeds = try body(outline).feeds
        #expect(feeds.map(\.url) == ["https://a.example/f"])
        #expect(feeds.first?.title == "A")
    }

    @Test(arguments: [
        "<opml><outline text='A' xmlUrl='https://a.example/f'/></opml>",
        "<body><outline text='A' xmlUrl='https://a.example/f'/></body>",
        "<outline text='A' xmlUrl='https://a.example/f'/>",
        "<OPML><BODY><Outline text='A' xmlUrl='https://a.example/f'></outline></BODY>",
        "<list><body><outline text='A' xmlUrl='https://a.example/f'/></body></list>",
        "<opml><body/><outline text='A' xmlUrl='https://a.example/f'/></opml>",
        "Warning: foo in bar.php\n<opml><body><outline text='A' xmlUrl='https://a.example/f'/>",
    ])
    func `head, body and root may be missing or elsewhere`(document: String) throws {
        #expect(try read(document).feeds.map(\.url) == ["https://a.example/f"])
    }

    @Test func `an ill-formed list is read all the same, with its places`() throws {
        let list = try body(
            "<outline text='R&D caf&eacute; <b>'>\n<outline text='A' xmlUrl='https://a.example/?a=1&b=2&copy=3'/>\n</outline>"
                + "<outline xmlUrl=https://b.example/f text=B>")
        #expect(list.feeds.map(\.url) == ["https://a.example/?a=1&b=2&copy=3", "https://b.example/f"])
        #expect(list.feeds.first?.tags == ["R&D café <b>"])
        #expect(list.feeds.map(\.place.line) == [2, 3])
    }

    @Test(arguments: [
        ("feed://a.example/f", "http://a.example/f"), ("feed:https://a.example/f", "https://a.example/f"),
        ("FEED:a.example/f", "http://a.example/f"), ("itpc://a.example/f", "http://a.example/f"),
        ("//a.example/f", "https://a.example/f"), ("/f", "https://page.example/f"),
        ("../f?x", "https://page.example/f?x"), ("https://a.example/a b", "https://a.example/a%20b"),
        ("a.example/f", "a.example/f"), ("exec:~/bin/x.sh", "exec:~/bin/x.sh"), ("|cmd", "|cmd"),
    ])
    func `an address is told as it would be fetched`(written: String, url: String) throws {
        let list = try body("<outline xmlUrl='\(written)' htmlUrl='https://page.example/x/y'/>")
        #expect(list.feeds.map(\.url) == [url])
    }

    @Test func `a title that is the address is none, control characters in one are spaces`() throws {
        let list = try body(
            "<outline text='https://a.example/' xmlUrl='https://a.example/'/><outline text='x&#10;y&#9;z' xmlUrl='https://b.example/'/>"
        )
        #expect(list.feeds.map(\.title) == [nil, "x y z"])
    }

    @Test func `links, includes, pages without a feed and comments are named, not followed`() throws {
        let list = try body(
            """
            <outline type="link" text="L" url="https://l.example/other.opml?x"/>
            <outline type="include" text="I" url="https://i.example/list"/>
            <outline type="link" text="P" url="https://p.example/"/>
            <outline type="rss" text="H" htmlUrl="https://h.example/"/>
            <outline text="off" isComment="true"><outline text="C" xmlUrl="https://c.example/f"/></outline>
            <outline text="song" type="song" f="a.mp3"/>
            """)
        #expect(list.feeds.isEmpty)
        #expect(list.omissions.map(\.kind) == [.list, .list, .page, .page, .comment])
        #expect(list.omissions.map(\.place.line) == [1, 2, 3, 4, 5])
        #expect(list.omissions.last?.url == "https://c.example/f")
    }

    @Test func `a list may be in another encoding, and gzipped bytes are refused in words where they lie`() throws {
        let latin =
            Array("<?xml version='1.0' encoding='iso-8859-1'?><opml><body><outline text='caf".utf8) + [0xE9]
            + Array("' xmlUrl='https://a.example/'/></body></opml>".utf8)
        #expect(try OPML.read(latin).feeds.map(\.title) == ["café"])
        let text = "\u{FEFF}<opml><body><outline text='é' xmlUrl='https://a.example/'/></body></opml>"
        let wide: [UInt8] = text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        #expect(try OPML.read(wide).feeds.map(\.title) == ["é"])
        #expect(throws: ParseError.self) { try OPML.read([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 9, 9]) }
    }

    @Test(arguments: ["", "  \n", "<rss version='2.0'><channel/></rss>", "<html><body><p>x</p></body></html>", "plain"])
    func `what is no list is refused`(document: String) {
        #expect(throws: ParseError.self) { try OPML.read(Array(document.utf8)) }
    }

    @Test func `ten thousand feeds at the depth of two hundred folders take a moment`() throws {
        let folders = String(repeating: "<outline text='f'>", count: 200)
        let feeds = (0..<10_000).map { "<outline xmlUrl='https://h\($0).example/'/>" }.joined(separator: "\n")
        let list = try body(folders + feeds + String(repeating: "</outline>", count: 200))
        #expect(list.feeds.count == 10_000)
        #expect(list.feeds.last?.tags == ["f"])
        #expect(list.feeds.last?.place.line == 10_000)
    }

    @Test func `feeds that are never closed are all read, and none is lost in silence`() throws {
        let feeds = { (count: Int) in (0..<count).map { "<outline xmlUrl='https://h\($0).example/'>" }.joined() }
        #expect(try read("<opml><body>" + feeds(5_000)).feeds.count == 5_000)
        let error = #expect(throws: ParseError.self) { try read("<opml><body>" + feeds(20_000)) }
        #expect(error == .refused("outlines nested deeper than 10000"))
    }

    @Test func `a feed has at most 64 tags`() throws {
        let list = try body(
            "<outline xmlUrl='https://a.example/' category='\((0..<9_000).map(String.init).joined(separator: ","))'/>")
        #expect(list.feeds.first?.tags.count == 64)
    }

    @Test(.enabled(if: Corpus.isPresent, "\(Corpus.missing)"))
    func `a sample list with bytes changed at random is read or refused, never more than it holds`() throws {
        var random = SeededRandom(seed: 1)
        let whole = try Corpus.bytes("opml/newsboat-example.opml")
        for _ in 0..<2_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let list = try? OPML.read(bytes) else { continue }
            #expect(list.feeds.count + list.omissions.count <= 10)
        }
    }
}

@Suite struct OPMLWriterTests {
    private func roundTrip(_ feeds: [Feed]) throws -> [Feed] {
        let document = OPMLWriter.document(feeds, title: "mine & yours")
        return try OPML.read(Array(document.utf8)).feeds.map { Feed(url: $0.url, title: $0.title, tags: $0.tags) }
    }

    @Test func `the same list comes back, in its order`() throws {
        let feeds = [
            Feed(url: "https://a.example/?x=1&y=\"<2>\"", title: "A", tags: ["world", "uk"]),
            Feed(url: "https://b.example/", tags: ["world"]), Feed(url: "https://c.example/", title: "C"),
            Feed(url: "https://d.example/", tags: ["world", "a/b", "c,d", "e"]),
            Feed(url: "https://e.example/", tags: ["c,d"]), Feed(url: "https://f.example/", tags: ["world", "a/b"]),
            Feed(url: "file:///srv/news.xml"),
        ]
        #expect(try roundTrip(feeds) == feeds)
    }

    @Test func `neighbours share their folder`() {
        let feeds = ["a", "b", "c"].map { Feed(url: "https://\($0).example/", tags: $0 == "c" ? [] : ["world"]) }
        let lines = OPMLWriter.document(feeds, title: "t").split(separator: "\n").map { $0.drop { $0 == " " } }
        #expect(lines.count { $0 == "<outline text=\"world\" title=\"world\">" } == 1)
        #expect(lines.count { $0 == "</outline>" } == 1)
    }

    @Test(arguments: [
        "\"quoted\" & 'single' <tag> ]]>", "- dash: colon # hash", "emoji 👩‍👩‍👧 漢字 مرحبا", "null", "  ",
        "&amp; &eacute; &#65;",
        "{a: b}, [c]", "*x &y !z |w >v %u @t `s", "C:\\path\\n", String(repeating: "long ", count: 800) + "end",
    ])
    func `a hostile title comes back as it was`(title: String) throws {
        let feed = Feed(url: "https://a.example/", title: title, tags: [title])
        let back = try roundTrip([feed])
        #expect(back.first?.title == (title == "  " ? nil : title))
    }

    @Test func `a title of a megabyte does not make the list unreadable`() throws {
        let feed = Feed(url: "https://a.example/", title: String(repeating: "ж", count: 1 << 19))
        #expect(try roundTrip([feed]).map(\.url) == ["https://a.example/"])
    }
}
