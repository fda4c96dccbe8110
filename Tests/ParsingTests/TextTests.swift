// SPDX-License-Identifier: Apache-2.0
// Titles, summaries and contents by the type that the format gives them.

import Testing

@testable import Parsing

@Suite struct TextTests {
    private static let div = "<div xmlns='http://www.w3.org/1999/xhtml'>a <b>c</b> &amp; d</div>"
    private static let escaped = "a &lt;b&gt;c&lt;/b&gt; &amp;amp; d"

    @Test(arguments: [
        ("", "AT&amp;T", "AT&T"), ("", "a &lt;b&gt;", "a <b>"), ("type='text'", "1 &lt; 2 &amp;lt;", "1 < 2 &lt;"),
        ("type='text/plain'", "a &lt;b&gt;", "a <b>"), ("type='html'", escaped, "a c & d"),
        ("type='HTML'", escaped, "a c & d"), ("type='text/html'", escaped, "a c & d"),
        ("type='html'", "<![CDATA[a <b>c</b> &amp; d]]>", "a c & d"), ("type='xhtml'", div, "a c & d"),
        ("type='application/xhtml+xml'", div, "a c & d"), ("", div, "a c & d"), ("type='text'", div, "a c & d"),
        ("type='html'", div, "a c & d"), ("type='application/octet-stream'", "anVzdCB0w6t4dA==", "just tëxt"),
    ])
    func `titles of Atom 1_0`(_ attributes: String, _ text: String, _ expected: String) throws {
        #expect(try Sample.entry("<title \(attributes)>\(text)</title>").title?.line == expected)
    }

    @Test(arguments: [
        ("", "a &lt;b&gt;", "a <b>"), ("mode='escaped' type='text/html'", escaped, "a c & d"),
        ("type='text/html'", escaped, "a c & d"), ("mode='xml' type='text/html'", escaped, "a c & d"),
        ("mode='xml' type='text/html'", div, "a c & d"), ("mode='xml'", div, "a c & d"), ("", div, "a c & d"),
        ("type='application/xhtml+xml'", "a <b>c</b>", "a c"),
        ("mode='escaped' type='application/xhtml+xml'", escaped, "a c & d"),
        ("mode='base64'", "anVzdCB0w6t4dA==", "just tëxt"), ("mode='base64'", "an Vz\n dCB0w6t4dA==", "just tëxt"),
        ("mode='base64' type='text/html'", "YSA8Yj5jPC9iPg==", "a c"),
        ("type='application/octet-stream'", "YSA8Yj5jPC9iPg==", "a c"),
        ("mode='base64'", "no base 64!", "no base 64!"),
    ])
    func `titles of Atom 0_3`(_ attributes: String, _ text: String, _ expected: String) throws {
        #expect(try Sample.entry03("<title \(attributes)>\(text)</title>").title?.line == expected)
    }

    @Test(arguments: [
        ("", "a &lt;b>", "a &lt;b>", "text/plain"), ("type='html'", escaped, "a <b>c</b> &amp; d", "text/html"),
        ("type='xhtml'", div, "a <b>c</b> &amp; d", "application/xhtml+xml"),
        ("", div, "a <b>c</b> &amp; d", "application/xhtml+xml"),
        ("", "x &lt;y> <b xmlns='http://www.w3.org/1999/xhtml'>z</b>", "x &lt;y&gt; <b>z</b>", "application/xhtml+xml"),
        ("type='text/markdown'", "*x*", "*x*", "text/markdown"),
    ])
    func `contents of Atom keep their markup and their media type`(
        _ attributes: String, _ text: String, _ value: String, _ type: String
    ) throws {
        let content = try #require(Sample.entry("<content \(attributes)>\(text)</content>").contents.first)
        #expect(content.sanitised == value)
        #expect(content.type == type)
    }

    @Test func `the div around Atom's XHTML is not part of it, one of several is`() throws {
        let two = "<div xmlns='http://www.w3.org/1999/xhtml'>a</div>"
        let entry = try Sample.entry("<content type='xhtml'>\(two)\(two)</content>")
        #expect(entry.contents[0].sanitised == "<div>a</div><div>a</div>")
        #expect(
            try Sample.entry("<content type='xhtml'>\n \(two)\n </content>").contents[0].sanitised == "a")
        #expect(
            try Sample.entry03("<content type='application/xhtml+xml'>\(two)</content>").contents[0].sanitised
                == "<div>a</div>")
    }

    @Test func `a picture in base 64 is no text`() throws {
        let entry = try Sample.entry("<content type='image/png'>iVBORw0KGgoAAAANSUhEUgAA</content>")
        #expect(entry.contents == [])
    }

    @Test func `content elsewhere is no content`() throws {
        #expect(try Sample.entry("<content src='http://e.example/c' type='text/html'/>").contents == [])
    }

    @Test func `the parts of a multipart content are contents`() throws {
        let entry = try Sample.entry03(
            "<content type='multipart/alternative'><content type='text/plain'>a</content>"
                + "<content type='text/html' mode='escaped'>&lt;b>b&lt;/b></content></content><title>t</title>")
        #expect(entry.contents.map(\.sanitised) == ["a", "<b>b</b>"])
        #expect(entry.title?.line == "t")
    }

    @Test func `summary and content of Atom stay apart`() throws {
        let entry = try Sample.entry("<content>c</content>")
        #expect(entry.summary == nil)
        #expect(try Sample.entry("<summary>s</summary><content>c</content>").summary?.line == "s")
    }

    @Test(arguments: [
        ("AT&amp;T", "AT&T"), ("AT&amp;amp;T", "AT&T"), ("1 &lt; 2", "1 < 2"), ("1 &amp;lt; 2", "1 < 2"),
        ("a &lt;b&gt;c&lt;/b&gt;", "a c"), ("<![CDATA[a <b>c</b> &amp; d]]>", "a c & d"), ("a <b>c</b> d", "a c d"),
        ("caf&amp;eacute;", "café"), ("&amp;#8220;q&amp;#8221;", "“q”"), ("x <![CDATA[<i>y</i>]]> z", "x y z"),
        ("\n a\n b \n", "a b"),
    ])
    func `titles of RSS are HTML, escaped once or twice`(_ text: String, _ expected: String) throws {
        #expect(try Sample.item("<title>\(text)</title>").title?.line == expected)
        #expect(try Sample.channel("<title>\(text)</title>").titleText == expected)
    }

    @Test(
        arguments: [
            ("<description>d</description><content:encoded>c</content:encoded>", "d", ["c"]),
            ("<content:encoded>c</content:encoded>", nil, ["c"]),
            ("<body xmlns='http://www.w3.org/1999/xhtml'><p>c &amp; d</p></body>", nil, ["<p>c &amp; d</p>"]),
            ("<xhtml:div xmlns:xhtml='http://www.w3.org/1999/xhtml'>c</xhtml:div>", nil, ["c"]),
            ("<fullitem>c</fullitem>", nil, ["c"]),
            ("<itunes:summary>i</itunes:summary><description>d</description>", "d", []),
            ("<itunes:subtitle>s</itunes:subtitle><itunes:summary>i</itunes:summary>", "i", []),
            ("<itunes:subtitle>s</itunes:subtitle>", "s", []), ("<dc:description>i</dc:description>", "i", []),
            ("<media:group><media:description>m</media:description></media:group>", "m", []),
            ("<atom:summary>a</atom:summary><description>d</description>", "d", []),
            ("<atom:summary type='text'>&lt;b></atom:summary>", "&lt;b>", []),
            ("<atom:summary>x &lt;b>y&lt;/b></atom:summary>", "x <b>y</b>", []),
        ] as [(String, String?, [String])])
    func `descriptions of RSS are summaries, the modules' texts are contents or fill a gap`(
        _ children: String, _ summary: String?, _ contents: [String]
    ) throws {
        let entry = try Sample.item(children)
        #expect(entry.summary?.sanitised == summary)
        #expect(entry.contents.map(\.sanitised) == contents)
    }

    @Test(arguments: [
        "<title>t</title><media:content url='u'><media:title>m</media:title></media:content>",
        "<media:title>m</media:title><title>t</title>", "<atom:title>a</atom:title><title>t</title>",
        "<dc:title>d</dc:title><title>t</title>", "<title/><itunes:title>t</itunes:title>",
        "<title>t</title><title>u</title>", "<textInput><title>n</title></textInput><title>t</title>",
        "<image><title>n</title></image><title>t</title>",
    ])
    func `the item's own title goes before the modules'`(_ children: String) throws {
        #expect(try Sample.item(children).title?.line == "t")
    }
}
