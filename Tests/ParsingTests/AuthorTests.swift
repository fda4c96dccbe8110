// SPDX-License-Identifier: Apache-2.0
// Who wrote it, in the many ways that feeds say so.

import Testing

@testable import Parsing

@Suite struct AuthorTests {
    @Test(
        arguments: [
            ("ann@news.example (Ann Quay)", "Ann Quay", "ann@news.example"),
            ("Ann Quay <ann@news.example>", "Ann Quay", "ann@news.example"),
            ("Ann Quay &lt;ann@news.example&gt;", "Ann Quay", "ann@news.example"),
            ("Ann Quay (ann@news.example)", "Ann Quay", "ann@news.example"),
            ("Ann Quay [ann@news.example]", "Ann Quay", "ann@news.example"),
            ("\"Quay, Ann\" <ann@news.example>", "Quay, Ann", "ann@news.example"),
            ("ann@news.example, Ann Quay", "Ann Quay", "ann@news.example"),
            ("Ann Quay - ann@news.example", "Ann Quay", "ann@news.example"),
            ("noreply@news.example (Ann Quay (Editor))", "Ann Quay (Editor)", "noreply@news.example"),
            ("ann@news.example (Ann), bob@news.example (Bob)", "(Ann), bob@news.example (Bob)", "ann@news.example"),
            ("mailto:ann@news.example (Ann)", "Ann", "ann@news.example"),
            ("mailto:ann@news.example", nil, "ann@news.example"),
            ("ann@news.example?subject=feed (Ann)", "Ann", "ann@news.example"),
            ("<ann@news.example>", nil, "ann@news.example"),
            ("ann@news.example ()", nil, "ann@news.example"),
            ("ann@news.example (ann@news.example)", nil, "ann@news.example"),
            ("ann+feed@news.co.example (Ann)", "Ann", "ann+feed@news.co.example"),
            ("Ann Quay", "Ann Quay", nil), ("Ann, Bob", "Ann, Bob", nil),
            ("Ann Quay (Editor)", "Ann Quay (Editor)", nil),
            ("Ann\n  Quay", "Ann Quay", nil), ("<b>Ann</b> Quay", "Ann Quay", nil), ("Ann &amp; Bob", "Ann & Bob", nil),
            ("@annquay", "@annquay", nil), ("ann@localhost (Ann)", "ann@localhost (Ann)", nil),
            ("https://social.example/@ann.q/", "https://social.example/@ann.q/", nil),
            ("Ann at news.example", "Ann at news.example", nil),
        ] as [(String, String?, String?)])
    func `splits a string into name and address`(_ text: String, _ name: String?, _ email: String?) {
        var text = text
        #expect(text.withUTF8(PersonName.read) == Person(name: name, email: email))
    }

    @Test(arguments: ["", "  ", "<b></b>"])
    func `a string that says nothing is nobody`(_ text: String) {
        var text = text
        #expect(text.withUTF8 { PersonName.read($0.trimmed) } == nil)
    }

    @Test func `an entry's authors come in the order of the document, each of them once`() throws {
        let entry = try Sample.item(
            "<dc:creator>Bob</dc:creator><author>ann@e.example (Ann)</author><itunes:author>Ann</itunes:author>"
                + "<dc:creator>Cyd</dc:creator>")
        #expect(
            entry.authors == [
                Person(name: "Bob"), Person(name: "Ann", email: "ann@e.example"), Person(name: "Cyd"),
            ])
    }

    @Test func `an address that comes later is added to the name`() throws {
        let entry = try Sample.item("<dc:creator>Ann</dc:creator><author>ann@e.example (Ann)</author>")
        #expect(entry.authors == [Person(name: "Ann", email: "ann@e.example")])
    }

    @Test func `Atom has names, addresses and pages`() throws {
        let entry = try Sample.entry(
            "<author><name>Ann &lt;A&gt;</name><email>ann@e.example</email><uri>ann</uri></author>"
                + "<author><name>Bob</name><url>http://b.example/</url></author>"
                + "<contributor><name>Cyd</name></contributor>",
            attributes: "xml:base='http://e.example/'")
        #expect(
            entry.authors == [
                Person(name: "Ann <A>", email: "ann@e.example", uri: "http://e.example/ann"),
                Person(name: "Bob", uri: "http://b.example/"),
            ])
    }

    @Test func `authors without children, without a name, and in FOAF`() throws {
        #expect(try Sample.entry("<author>Ann</author>").authors == [Person(name: "Ann")])
        #expect(try Sample.entry("<author><name><b>Ann</b> Q</name></author>").authors == [Person(name: "Ann Q")])
        #expect(
            try Sample.entry("<author><name/><email>a@e.example</email></author>").authors
                == [Person(email: "a@e.example")])
        #expect(try Sample.entry("<author><name/></author>").authors == [])
        #expect(
            try Sample.item("<author><a href='http://e.example/'>Ann</a></author>").authors == [Person(name: "Ann")])
    }

    @Test func `an entry does not take over the feed's author, nor that of its source`() throws {
        let feed = try Sample.atom(
            "<author><name>Feed</name></author><entry><source><author><name>Source</name></author></source></entry>")
        #expect(feed.authors == [Person(name: "Feed")])
        #expect(feed.entries[0].authors == [])
    }

    @Test(arguments: [
        (
            "<managingEditor>m@e.example (May)</managingEditor><webMaster>w@e.example (Wes)</webMaster>",
            [Person(name: "May", email: "m@e.example")]
        ),
        ("<webMaster>w@e.example (Wes)</webMaster><dc:publisher>Pub</dc:publisher>", []),
        (
            "<itunes:owner><itunes:name>Own</itunes:name><itunes:email>o@e.example</itunes:email></itunes:owner>",
            [Person(name: "Own", email: "o@e.example")]
        ),
        (
            "<itunes:owner><itunes:name>Own</itunes:name></itunes:owner><itunes:author>Ann</itunes:author>",
            [Person(name: "Ann")]
        ),
        (
            "<itunes:author>Own</itunes:author><itunes:owner><itunes:name>Own</itunes:name>"
                + "<itunes:email>o@e.example</itunes:email></itunes:owner>",
            [Person(name: "Own", email: "o@e.example")]
        ),
        ("<dc:creator>Ann</dc:creator><dc:contributor>Con</dc:contributor>", [Person(name: "Ann")]),
        ("<atom:author><atom:name>Ann</atom:name></atom:author>", [Person(name: "Ann")]),
    ])
    func `a channel's editor and author, its owner where nobody else is told`(_ xml: String, _ authors: [Person]) throws
    {
        #expect(try Sample.channel(xml).authors == authors)
    }
}
