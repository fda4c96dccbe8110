// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Parsing

@Suite struct FeedParserTests {
    private func parse(_ xml: String, _ contentType: String? = nil, base: String? = nil) throws -> ParsedFeed {
        try FeedParser().parse(Array(xml.utf8), contentType: contentType, baseURL: base)
    }

    @Test func `the charset of Content-Type wins over the declaration`() throws {
        let body =
            Array("<?xml version='1.0' encoding='utf-8'?><rss><channel><title>".utf8) + [0xCF, 0xF0]
            + Array("</title></channel></rss>".utf8)
        let feed = try FeedParser().parse(body, contentType: "application/xml; charset=\"windows-1251\"")
        #expect(feed.titleText == "Пр")
    }

    @Test func `a byte order mark wins over the charset of Content-Type`() throws {
        let body = [0xEF, 0xBB, 0xBF] + Array("<rss><channel><title>é</title></channel></rss>".utf8)
        #expect(try FeedParser().parse(body, contentType: "text/xml; charset=iso-8859-1").titleText == "é")
    }

    @Test func `entries are visible text in form C`() throws {
        let feed = try parse(
            "<rss><channel><language>EN-us</language><item><title>e\u{301}t&amp;eacute;</title>"
                + "<description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;t&lt;b&gt;w&lt;/b&gt;o&lt;/p&gt;</description></item></channel></rss>"
        )
        let entry = try #require(feed.entries().first)
        #expect(Array(entry.title.unicodeScalars) == Array("été".unicodeScalars))
        #expect(entry.summary == "One\ntwo")
        #expect(entry.language == "en-us")
    }

    @Test func `links stand on the document's address`() throws {
        let feed = try parse(
            "<rss><channel><item><link>../x</link></item></channel></rss>", base: "https://d.example/a/b/feed")
        #expect(feed.entries().first?.url == "https://d.example/a/x")
    }

    @Test(arguments: [
        ("g", "http://a/b/c/g"), ("./g/", "http://a/b/c/g/"), ("/g", "http://a/g"), ("//g", "http://g"),
        ("?y", "http://a/b/c/d;p?y"), ("#s", "http://a/b/c/d;p?q#s"), ("", "http://a/b/c/d;p?q"), ("..", "http://a/b/"),
        ("../../../g", "http://a/g"), ("g?y/../x", "http://a/b/c/g?y/../x"), ("g:h", "g:h"), ("./../g", "http://a/b/g"),
    ])
    func `resolves as RFC 3986 section 5_4 shows`(_ reference: String, _ expected: String) {
        #expect(URLReference.resolve(reference, against: "http://a/b/c/d;p?q") == expected)
    }

    @Test func `a printed line is one line whatever the feed holds`() throws {
        let line = try parse(
            "<rss><channel><title>a\u{2028}b\"\\</title><item><guid>x&#10;y\u{85}</guid></item></channel></rss>"
        ).jsonLine()
        #expect(!line.unicodeScalars.contains { "\n\r\u{85}\u{2028}".unicodeScalars.contains($0) })
        #expect(line.contains("x\\ny\\u0085"))
    }
}
