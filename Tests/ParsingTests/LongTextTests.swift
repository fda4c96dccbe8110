// SPDX-License-Identifier: Apache-2.0
// A long text is told past libxml2 where nothing in it is for libxml2 to judge; it must read like a short one.

import Testing

@testable import Parsing

@Suite struct LongTextTests {
    private static let filler = String(repeating: "word ", count: 60)

    /// The summary and the warnings of a feed whose description is `text`, raw.
    private func read(_ text: [UInt8], isMarked: Bool) throws -> (summary: String, warnings: [String]) {
        let opening = isMarked ? "<![CDATA[" : ""
        let closing = isMarked ? "]]>" : ""
        let body =
            Array("<rss version='2.0'><channel><item><description>\(opening)".utf8) + text
            + Array("\(closing)</description></item></channel></rss>".utf8)
        let feed = try FeedParser().parse(body)
        return (feed.entries.first?.summary.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "", feed.warnings)
    }

    private static let pieces: [[UInt8]] =
        [
            "plain", "&lt;b&gt; &amp; &quot;&apos;", "&#65;&#x42;&#x1F600;", "\u{E9}\u{4E2D}\u{1F600}", "a\nb\tc", "]]",
            "&nbsp;", "&bogus;", "& loose", "&lt", "&#0;", "&#xD800;", "&#x110000;", "&#147;", "&#13;", "&#xA0;", "&#;",
            "]]>", "a\r\nb", "\u{85}\u{A0}", "\u{FFFE}", "\u{FFFF}", "\u{1}", "\u{7F}", "&amp;lt;", "&#38;lt;",
            "x &lt; y",
        ].map { Array($0.utf8) }
        + [
            [0xE9], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xF0, 0x8F, 0xBF, 0xBF],
            [0],
        ]

    @Test(arguments: pieces, [false, true])
    func `a long text reads like a short one`(piece: [UInt8], isMarked: Bool) throws {
        let short = try read([0x78] + piece + [0x79], isMarked: isMarked)
        let long = try read(Array(Self.filler.utf8) + [0x78] + piece + [0x79], isMarked: isMarked)
        #expect(long.summary == Self.filler + short.summary)
        #expect(long.warnings == short.warnings)
    }

    @Test func `the line of a fault counts the lines of long texts before it`() throws {
        let text = Array((Self.filler + "\n\n\n").utf8)
        let body =
            Array("<rss version='2.0'><channel><item><description>".utf8) + text
            + Array("</description>\n<title>a & b</title></item></channel></rss>".utf8)
        #expect(try FeedParser().parse(body).warnings.contains { $0.hasPrefix("line 5:") })
    }
}
