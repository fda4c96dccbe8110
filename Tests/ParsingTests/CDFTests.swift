// SPDX-License-Identifier: Apache-2.0
// Channel Definition Format (Microsoft's submission to the W3C, 1997).

import Model
import Testing

@testable import Parsing

@Suite struct CDFTests {
    private let whole = """
        <?xml version="1.0"?><!DOCTYPE Channel SYSTEM "http://www.w3c.org/Channel.dtd">
        <CHANNEL HREF="index.html" BASE="http://c.example/news/" LASTMOD="1998-11-05T05:12">
          <SELF HREF="http://c.example/news.cdf"/>
          <TITLE>Channel &amp;amp; Co</TITLE><ABSTRACT>About it</ABSTRACT>
          <LOGO HREF="i.ico" STYLE="ICON"/><LOGO HREF="i.gif" STYLE="IMAGE"/>
          <SCHEDULE STARTDATE="1998-01-01"><INTERVALTIME DAY="1"/><EARLIESTTIME HOUR="2"/></SCHEDULE>
          <ITEM HREF="one.html" LASTMOD="1998-11-04T00:00" LEVEL="1" PRECACHE="YES">
            <TITLE>One</TITLE><ABSTRACT>The &lt;b&gt;first&lt;/b&gt;</ABSTRACT><LOGO HREF="x.gif" STYLE="ICON"/>
            <USAGE VALUE="Channel"/><AUTHOR VALUE="no"/>
          </ITEM>
          <CHANNEL HREF="sub.html"><TITLE>Sub</TITLE>
            <ITEM><A HREF="two.html">anchor</A><TITLE>Two</TITLE><LASTMOD VALUE="1998-11-06"/></ITEM>
          </CHANNEL>
        </CHANNEL>
        """

    @Test func `a channel says its title, page, picture and time`() throws {
        let feed = try Sample.feed(whole)
        #expect(feed.format == .cdf)
        #expect(feed.titleText == "Channel & Co")
        #expect(feed.subtitle?.line == "About it")
        #expect(feed.link == "http://c.example/news/index.html")
        #expect(feed.image == "http://c.example/news/i.gif")
        #expect(feed.updated?.rfc3339 == "1998-11-05T05:12:00Z")
        #expect(feed.warnings == [])
    }

    @Test func `its items have titles, abstracts, pages and times`() throws {
        let entry = try #require(Sample.feed(whole).entries.first)
        #expect(entry.title?.line == "One")
        #expect(entry.summary?.sanitised == "The <b>first</b>")
        #expect(entry.link == "http://c.example/news/one.html")
        #expect(entry.links == [Link(href: "http://c.example/news/one.html", rel: "alternate", type: nil)])
        #expect(entry.updated?.rfc3339 == "1998-11-04T00:00:00Z")
        #expect(entry.published?.rfc3339 == "1998-11-04T00:00:00Z")
    }

    @Test func `those of a channel within count as well`() throws {
        let feed = try Sample.feed(whole)
        #expect(feed.entries.map { $0.title?.line } == ["One", "Two"])
        #expect(feed.entries[1].link == "http://c.example/news/two.html")
        #expect(feed.entries[1].updated?.rfc3339 == "1998-11-06T00:00:00Z")
    }

    @Test func `pages may be told by A`() throws {
        let feed = try Sample.feed(
            "<Channel><A href='http://c.example/'/><Title>t</Title>"
                + "<Item><A Href='http://c.example/1'>text</A><Title>x</Title></Item></Channel>")
        #expect(feed.link == "http://c.example/")
        #expect(feed.entries[0].link == "http://c.example/1")
        #expect(feed.entries[0].title?.line == "x")
    }

    @Test func `names count in lower case too`() throws {
        let feed = try Sample.feed(
            "<channel href='http://c.example/'><title>t</title><item href='http://c.example/1'><title>x</title>"
                + "<abstract>a</abstract><lastmod>1998-11-05</lastmod></item></channel>")
        #expect(feed.format == .cdf)
        #expect(feed.entries().first?.url == "http://c.example/1")
        #expect(feed.entries().first?.summary == "a")
        #expect(feed.entries[0].updated?.rfc3339 == "1998-11-05T00:00:00Z")
    }

    @Test func `a channel without a picture takes its icon`() throws {
        let feed = try Sample.feed("<CHANNEL><LOGO HREF='http://c.example/i.ico' STYLE='ICON'/></CHANNEL>")
        #expect(feed.image == "http://c.example/i.ico")
    }

    @Test func `a channel may be empty`() throws {
        let feed = try Sample.feed("<CHANNEL/>")
        #expect(feed.format == .cdf)
        #expect(feed.entries.isEmpty)
    }
}
