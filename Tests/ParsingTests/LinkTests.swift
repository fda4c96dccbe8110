// SPDX-License-Identifier: Apache-2.0
// The right link where there are several.

import Testing

@testable import Parsing

@Suite struct LinkTests {
    @Test(
        arguments: [
            ("<link>http://e.example/l</link><guid>http://e.example/g</guid>", "http://e.example/l"),
            ("<guid>http://e.example/g</guid><link>http://e.example/l</link>", "http://e.example/l"),
            ("<guid>http://e.example/g</guid>", "http://e.example/g"),
            ("<link/><guid isPermaLink='true'>http://e.example/g</guid>", "http://e.example/g"),
            ("<guid isPermaLink='false'>http://e.example/g</guid>", nil),
            ("<guid isPermaLink='true'>g</guid>", "http://e.example/d/g"),
            ("<guid>/g</guid>", "http://e.example/g"),
            ("<guid>4711</guid>", nil),
            ("<link>http://e.example/1</link><link>http://e.example/2</link>", "http://e.example/2"),
            ("<link>http://e.example/l</link><atom:link href='http://e.example/a'/>", "http://e.example/l"),
            ("<atom:link href='http://e.example/a'/>", "http://e.example/a"),
            ("<atom:link rel='self' href='http://e.example/a'/>", nil),
            ("<link>http://e.example/?a=1&amp;amp;b=2</link>", "http://e.example/?a=1&b=2"),
            ("<link>\n http://e.example/l \n</link>", "http://e.example/l"),
        ] as [(String, String?)])
    func `an item of RSS`(_ children: String, _ link: String?) throws {
        #expect(try Sample.item(children, base: "http://e.example/d/feed").link == link)
    }

    @Test(
        arguments: [
            ("<link href='http://e.example/l'/>", "http://e.example/l"),
            ("<link rel='self' href='http://e.example/s'/><link href='http://e.example/l'/>", "http://e.example/l"),
            ("<link rel='related' href='http://e.example/r'/>", nil),
            (
                "<link type='application/pdf' href='http://e.example/p'/><link type='text/html' href='http://e.example/l'/>",
                "http://e.example/l"
            ),
            ("<link type='application/pdf' href='http://e.example/p'/>", "http://e.example/p"),
            ("<link href='http://e.example/1'/><link href='http://e.example/2'/>", "http://e.example/1"),
            ("<id>http://e.example/i</id>", "http://e.example/i"),
            ("<id>tag:e.example,2004:1</id>", nil),
            ("<link>http://e.example/l</link>", "http://e.example/l"),
            ("<link rel='ALTERNATE' href='http://e.example/l'/>", "http://e.example/l"),
        ] as [(String, String?)])
    func `an entry of Atom`(_ children: String, _ link: String?) throws {
        #expect(try Sample.entry(children).link == link)
    }

    @Test func `all links are listed in the order of the document`() throws {
        let entry = try Sample.item(
            "<enclosure url='http://e.example/e' type='audio/mpeg'/><link>http://e.example/l</link>"
                + "<cc:license rdf:resource='http://e.example/c'/>")
        #expect(
            entry.links == [
                Link(href: "http://e.example/e", rel: "enclosure", type: "audio/mpeg"),
                Link(href: "http://e.example/l", rel: "alternate", type: nil),
                Link(href: "http://e.example/c", rel: "license", type: nil),
            ])
    }

    @Test func `FeedBurner's original link is a canonical link, and the entry's where there is no other`() throws {
        let original = "<feedburner:origLink>http://e.example/o</feedburner:origLink>"
        let entry = try Sample.item("<link>http://f.example/l</link>" + original)
        #expect(entry.link == "http://f.example/l")
        #expect(entry.links.last == Link(href: "http://e.example/o", rel: "canonical", type: nil))
        #expect(try Sample.item(original).link == "http://e.example/o")
    }

    @Test(
        arguments: [
            ("<link>http://e.example/</link><atom:link rel='self' href='http://e.example/f'/>", "http://e.example/"),
            ("<atom:link rel='self' href='http://e.example/f'/>", nil),
            ("<atom:link href='http://e.example/a'/>", "http://e.example/a"),
            ("<image><link>http://e.example/i</link></image>", nil),
            ("<textInput><link>http://e.example/t</link></textInput>", nil),
        ] as [(String, String?)])
    func `a channel`(_ children: String, _ link: String?) throws {
        #expect(try Sample.channel(children).link == link)
    }

    @Test func `an item of RDF is known by its address`() throws {
        let item = "<item rdf:about='http://e.example/1'><title>x</title></item>"
        #expect(try Sample.rdf("<title>t</title>", item).entries.first?.id == "http://e.example/1")
        let resource = "<item><link rdf:resource='http://e.example/1'/></item>"
        #expect(try Sample.rdf("<title>t</title>", resource).entries.first?.link == "http://e.example/1")
    }

    @Test(
        arguments: [
            (
                "<comments>http://e.example/c</comments><slash:comments>12</slash:comments>"
                    + "<wfw:commentRss>http://e.example/r</wfw:commentRss>", "http://e.example/c"
            ),
            ("<slash:comments>12</slash:comments><wfw:comment>http://e.example/p</wfw:comment>", nil),
            ("<atom:link rel='replies' type='text/html' href='http://e.example/c'/>", "http://e.example/c"),
            ("<atom:link rel='replies' href='http://e.example/f'/>", nil),
            ("<atom:link rel='replies' type='application/atom+xml' href='http://e.example/f'/>", nil),
        ] as [(String, String?)])
    func `comments are a page, not their number and not their feed`(_ children: String, _ page: String?) throws {
        #expect(try Sample.item(children).comments == page)
    }
}
