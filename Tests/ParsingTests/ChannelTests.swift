// SPDX-License-Identifier: Apache-2.0
// What a feed says about itself.

import Model
import Testing

@testable import Parsing

@Suite struct ChannelTests {
    @Test func `pictures and search boxes keep their titles and links to themselves`() throws {
        let feed = try Sample.channel(
            "<image><url>http://e.example/i</url><title>no</title><link>http://no.example/</link>"
                + "<description>no</description></image><textInput><title>no</title><description>no</description>"
                + "<name>n</name><link>http://no.example/</link></textInput><cloud domain='no'/>"
                + "<title>t</title><link>http://e.example/</link><description>d</description>")
        #expect(feed.titleText == "t")
        #expect(feed.link == "http://e.example/")
        #expect(feed.subtitle?.line == "d")
        #expect(feed.image == "http://e.example/i")
    }

    @Test(
        arguments: [
            ("<itunes:image href='i'/>", "http://e.example/i"), ("<itunes:image url='i'/>", "http://e.example/i"),
            ("<itunes:link rel='image' href='i'>cover</itunes:link>", "http://e.example/i"),
            ("<itunes:image href='i'/><image><url>u</url></image>", "http://e.example/u"),
            ("<atom:icon>c</atom:icon><atom:logo>l</atom:logo>", "http://e.example/l"),
            ("<atom:icon>c</atom:icon>", "http://e.example/c"), ("<media:thumbnail url='t'/>", nil),
            ("<item><image><url>u</url></image><itunes:image href='i'/></item>", nil),
        ] as [(String, String?)])
    func `its image is the picture, the logo, the cover or the icon`(_ children: String, _ image: String?) throws {
        #expect(try Sample.channel(children, base: "http://e.example/feed").image == image)
    }

    @Test func `RDF keeps image and items beside the channel`() throws {
        let feed = try Sample.rdf(
            "<title>t</title><image rdf:resource='x'/><items><rdf:Seq><rdf:li rdf:resource='y'/></rdf:Seq></items>",
            "<image><title>no</title><url>http://e.example/i</url></image><item><title>x</title></item>"
                + "<textinput><title>no</title></textinput>")
        #expect(feed.titleText == "t")
        #expect(feed.image == "http://e.example/i")
        #expect(feed.entries.count == 1)
    }

    @Test(
        arguments: [
            ("<lastBuildDate>2004-02-02</lastBuildDate><pubDate>2004-01-01</pubDate>", "2004-02-02"),
            ("<pubDate>2004-01-01</pubDate>", "2004-01-01"), ("<dc:date>2004-01-01</dc:date>", "2004-01-01"),
            ("<dcterms:created>2004-01-01</dcterms:created>", nil), ("<lastBuildDate>soon</lastBuildDate>", nil),
        ] as [(String, String?)])
    func `when it was updated`(_ children: String, _ day: String?) throws {
        #expect(try Sample.channel(children).updated?.rfc3339 == day.map { $0 + "T00:00:00Z" })
    }

    @Test(
        arguments: [
            ("<ttl>60</ttl>", 60), ("<ttl> 60 </ttl>", 60), ("<ttl>soon</ttl>", nil), ("<ttl>-5</ttl>", nil),
            ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 30),
            ("<sy:updatePeriod>daily</sy:updatePeriod>", 1_440),
            ("<ttl>5</ttl><sy:updatePeriod>daily</sy:updatePeriod>", 5),
        ] as [(String, Int?)])
    func `how long it lives`(_ children: String, _ minutes: Int?) throws {
        #expect(try Sample.channel(children).ttl == minutes)
    }

    @Test func `when it wants no polls`() throws {
        let feed = try Sample.channel(
            "<skipHours><hour>0</hour><hour>24</hour><hour> 7 </hour><hour>25</hour><hour>noon</hour></skipHours>"
                + "<skipDays><day>Saturday</day><day>sun</day><day>never</day></skipDays>"
                + "<sy:updateBase>2004-01-01T12:00+00:00</sy:updateBase><title>t</title>")
        #expect(feed.skipHours == [0, 7])
        #expect(feed.skipDays == [6, 7])
        #expect(feed.updateBase?.rfc3339 == "2004-01-01T12:00:00Z")
        #expect(feed.titleText == "t")
    }

    @Test func `what nobody asked for is passed over`() throws {
        let feed = try Sample.channel(
            "<generator>no</generator><copyright>no</copyright><docs>http://no.example/</docs><rating>no</rating>"
                + "<atom:rights>no</atom:rights><atom:generator uri='http://no.example/'>no</atom:generator>"
                + "<x:thing xmlns:x='urn:x'><title>no</title><link>http://no.example/</link></x:thing>")
        var bare = ParsedFeed()
        bare.format = .rss20
        #expect(feed == bare)
    }

    @Test(arguments: [
        ("<title>t</title><dc:title>d</dc:title>", "t"), ("<dc:title>d</dc:title><title>t</title>", "t"),
        ("<atom:title>a</atom:title><title>t</title>", "t"), ("<itunes:title>t</itunes:title>", "t"),
        ("<title> </title><dc:title>t</dc:title>", "t"),
    ])
    func `its own title goes before the modules'`(_ children: String, _ title: String) throws {
        #expect(try Sample.channel(children).titleText == title)
    }

    @Test(arguments: [
        ("<itunes:subtitle>s</itunes:subtitle><description>d</description>", "d"),
        ("<itunes:summary>i</itunes:summary><itunes:subtitle>s</itunes:subtitle>", "s"),
        ("<itunes:summary>i</itunes:summary>", "i"), ("<dc:description>d</dc:description>", "d"),
    ])
    func `its subtitle is the description or what comes near it`(_ children: String, _ subtitle: String) throws {
        #expect(try Sample.channel(children).subtitle?.line == subtitle)
    }

    @Test(
        arguments: [
            ("<subtitle>s</subtitle>", "s"), ("<tagline>s</tagline>", "s"), ("<description>s</description>", "s"),
            ("<subtitle type='html'>a &lt;b>c&lt;/b></subtitle>", "a c"),
        ])
    func `subtitles of Atom in both versions`(_ children: String, _ subtitle: String) throws {
        #expect(try Sample.atom(children).subtitle?.line == subtitle)
    }

    @Test func `an Atom feed without a link goes by its id, where that is an address`() throws {
        #expect(try Sample.atom("<id>http://e.example/</id>").link == "http://e.example/")
        #expect(try Sample.atom("<id>urn:x</id>").link == nil)
        #expect(
            try Sample.atom("<id>http://e.example/</id><link href='http://l.example/'/>").link == "http://l.example/")
    }
}
