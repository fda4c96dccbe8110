// SPDX-License-Identifier: Apache-2.0
// Where a document begins, whatever scripts and servers write in front of it.

import Testing

@testable import Parsing

@Suite struct XMLStartTests {
    private static let feed = "<?xml version='1.0'?><rss version='2.0'><channel><title>News</title></channel></rss>"

    @Test(arguments: [
        "<br />\n<b>Warning</b>:  mysql_connect() in <b>/srv/db.php</b> on line <b>3</b><br />\n", "Notice: a < b\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n", "\u{FEFF}\u{FEFF}", "\n\u{FEFF}", "<feedback>0</feedback>",
        "<html><head></head></html>", "<?php echo 1 ?>\n", "<p/>",
    ])
    func `what stands in front of a feed is passed over with a warning`(junk: String) throws {
        let feed = try Sample.feed(junk + Self.feed)
        #expect(feed.titleText == "News")
        #expect(feed.warnings == ["text before the document"])
    }

    @Test func `white space is wrong before a declaration only`() throws {
        #expect(try Sample.feed("\n " + Self.feed).warnings == ["white space before the XML declaration"])
        #expect(try Sample.feed("\n " + Self.feed.dropFirst(21)).warnings == [])
        #expect(try Sample.feed("<!-- made by hand -->" + Self.feed.dropFirst(21)).warnings == [])
    }

    @Test(arguments: [
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
            + "<channel><title>News</title></channel></r:RDF>",
        "<ns0:feed xmlns:ns0='http://www.w3.org/2005/Atom'><ns0:title>News</ns0:title></ns0:feed>",
        "<ns0:feed\nxmlns:ns0='http://www.w3.org/2005/Atom'><ns0:title>News</ns0:title></ns0:feed>",
    ])
    func `a root may have any prefix`(xml: String) throws {
        let feed = try Sample.feed(xml)
        #expect(feed.titleText == "News")
        #expect(feed.warnings == [])
    }
}
