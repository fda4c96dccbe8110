// SPDX-License-Identifier: Apache-2.0
// A megabyte of each shape that makes careless parsers quadratic, whole and in pieces of a KiB: read or refused, in
// bounded time. The well-formed pass meets it first, then the one with forbearance alone.

import Testing
import XML2

@testable import Parsing

@Suite struct AttackTests {
    private static let bytes = 1 << 20

    private static func flood(_ part: String) -> [UInt8] {
        Array(String(repeating: part, count: bytes / part.utf8.count).utf8)
    }

    /// Whether the document is done with in time, whole and in pieces, and gives the same feed or error.
    private func isBounded(_ document: [UInt8]) -> Bool {
        let deadline = CPUDeadline(after: .seconds(12))
        let whole = parse(document, in: document.count)
        let cut = parse(document, in: 1_024)
        return whole == cut && !deadline.isPassed
    }

    private func parse(_ document: [UInt8], in size: Int) -> Result<ParsedFeed, ParseError> {
        Result { () throws(ParseError) in
            var limits = ParseLimits()
            // A verdict of the clock would be another each time; the test has its own.
            limits.xml.cpuTime = .seconds(60)
            return try FeedParser(limits: limits).open().parse(document, in: max(1, size))
        }
    }

    @Test(arguments: [
        "<", "<a ", "<a b=\"", "<a b='><", "=\"", "<a b=\"><x c='><y d=\"", "<![CDATA[", "<![CDATA[</title>",
        "<title><![CDATA[</title>", "&", "&a", "&#", "&#x1", "]]", "]]>", "<!", "<!-", "<!--", "<!-->", "<?", "<?a>",
        "<a <", "</a <", "<title", "<title>", "<item>", "</a>", "</item>", "<a b=1 c=2 d=3/>", "<a xmlns:b='c'/>",
        "<guid isPermaLink=\"false>id</guid>", "\0", "\u{1}", " ", "\r", "\u{E9}", "&CounterClockwiseContourIntegral;",
    ])
    func `a flood of one shape`(part: String) {
        for head in ["<rss><channel><item><title>", "<rss><channel><title>a & b</title><item><description>"] {
            #expect(isBounded(Array(head.utf8) + Self.flood(part)))
            #expect(
                isBounded(Array(head.utf8) + Self.flood(part) + Array("</description></item></channel></rss>".utf8)))
        }
    }

    @Test(arguments: [
        "<!DOCTYPE r [ ]", "<!DOCTYPE r [<!-- ", "<!DOCTYPE r [<!ENTITY a \"", "<!DOCTYPE r \"", "<!DOCTYPE ",
    ])
    func `a DOCTYPE without end`(head: String) {
        for part in [" ", "<!ENTITY a 'b'>", "<", "]", "%a;", "<?a?>", "<!-- -->"] {
            #expect(isBounded(Array(head.utf8) + Self.flood(part)))
        }
    }

    @Test func `declared entities used a million times`() {
        for value in ["", String(repeating: "x", count: 250)] {
            let head = "<!DOCTYPE r [<!ENTITY a \"\(value)\">]><rss><channel><item><description>"
            #expect(isBounded(Array(head.utf8) + Self.flood("&a;")))
        }
    }

    @Test func `namespaces declared on every level and asked for without end`() {
        let level = "<a \((0..<200).map { "xmlns:n\($0)='u'" }.joined(separator: " "))>"
        for fault in ["", "a & b"] {
            let head = "<rss><channel><title>\(fault)</title>" + String(repeating: level, count: 50)
            #expect(isBounded(Array(head.utf8) + Self.flood("<z:a/>")))
        }
    }

    @Test(arguments: ["windows-1251", "shift_jis", "gb18030", "iso-2022-jp", "utf-7", "utf-16", "bogus", ""])
    func `bytes that an encoding does not have`(encoding: String) {
        let declaration = encoding.isEmpty ? "" : "<?xml version='1.0' encoding='\(encoding)'?>"
        let head = Array((declaration + "<rss><channel><item><title>").utf8)
        for part in [[0xFF], [0x81], [0xC3], [0xE2, 0x82], [0x1B, 0x24], [0x2B, 0x41], [0xCF, 0xF0, 0xE8]] as [[UInt8]]
        {
            #expect(isBounded(head + Array(repeatElement(part, count: (1 << 18) / part.count).joined())))
        }
    }
}
