// SPDX-License-Identifier: Apache-2.0
// Documents made to hurt: each is read or refused at once, and nothing outside is ever opened.

import Model
import TestSupport
import Testing
import XML2

@testable import Parsing

@Suite struct HostileInputTests {
    private func verdict(_ xml: String) -> Result<ParsedFeed, ParseError> {
        Result { () throws(ParseError) in try FeedParser().parse(Array(xml.utf8)) }
    }

    private func isRefused(_ xml: String) -> Bool {
        if case .failure(.refused) = verdict(xml) { true } else { false }
    }

    @Test func `a tag with a hundred thousand attributes is refused before libxml2 sees it`() {
        let attributes = (0..<100_000).map { "a\($0)=\"1\"" }.joined(separator: " ")
        #expect(isRefused("<rss \(attributes)/>"))
        #expect(isRefused("<rss x='>' \(attributes)/>"))
    }

    @Test func `a tag may have 256 attributes and no more`() {
        func tag(_ count: Int) -> String {
            "<rss \((0..<count).map { "a\($0)='>'" }.joined(separator: " "))><channel/></rss>"
        }
        #expect(!isRefused(tag(256)))
        #expect(isRefused(tag(257)))
    }

    @Test func `a tag longer than 64 KiB is refused`() {
        #expect(isRefused("<rss x=\"" + String(repeating: "A", count: 100_000) + "\"/>"))
        #expect(isRefused("<rss" + String(repeating: " ", count: 100_000) + "/>"))
    }

    @Test func `five megabytes of dashes in a comment cost nothing`() throws {
        let deadline = CPUDeadline(after: .milliseconds(500))
        let feed = try verdict("<rss><!--" + String(repeating: "-", count: 5 << 20) + "--></rss>").get()
        #expect(feed.entries.isEmpty)
        #expect(!deadline.isPassed)
    }

    @Test func `half a million processing instructions are refused`() {
        #expect(isRefused("<rss>" + String(repeating: "<?x y?>", count: 500_000) + "</rss>"))
    }

    @Test func `an internal subset over 4 KiB is refused, a bomb of entities as well`() {
        #expect(isRefused("<!DOCTYPE r [<!ENTITY a '" + String(repeating: "A", count: 9_000) + "'>]><rss/>"))
        #expect(isRefused("<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><rss><channel>&b;</channel></rss>"))
    }

    @Test func `an entity that is an abbreviation is read, a file never`() throws {
        let xml =
            "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/hostname\"><!ENTITY f 'expanded'>]>"
            + "<rss><channel><item><title>a &e; b &f; c</title></item></channel></rss>"
        let feed = try verdict(xml).get()
        #expect(feed.entries().first?.title == "a &e; b expanded c")
    }

    @Test(arguments: [300, 5_000, 1_000_000])
    func `elements nested too deep neither crash nor stall`(_ depth: Int) {
        let deadline = CPUDeadline(after: .seconds(4))
        let open = String(repeating: "<a>", count: depth)
        _ = verdict("<rss><channel><item><title>x</title>" + open)
        #expect(!deadline.isPassed)
    }

    @Test func `names without end are refused, well-formed or not`() {
        let elements = (0..<100_000).map { "<n\($0)/>" }.joined()
        let attributes = (0..<1_000).map { row in "<a \((0..<60).map { "a\(row)-\($0)=''" }.joined(separator: " "))/>" }
        for names in [elements, attributes.joined()] {
            #expect(isRefused("<rss><channel>\(names)</channel></rss>"))
        }
    }

    @Test func `stray end tags within many open elements do not stall`() {
        let open = "<rss><channel>" + String(repeating: "<a>", count: 240)
        #expect(!isRefused(open + String(repeating: "</x>", count: 200_000)))
        #expect(!isRefused(open + "<b" + String(repeating: "<item/>", count: 100_000)))
    }

    @Test func `JSON nested too deep is refused`() {
        let bomb = "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":" + String(repeating: "[", count: 200_000)
        #expect(isRefused(bomb))
    }

    @Test func `entries beyond ten thousand are left out with a warning`() throws {
        let items = String(repeating: "<item><title>t</title></item>", count: 10_001)
        let feed = try verdict("<rss><channel>\(items)</channel></rss>").get()
        #expect(feed.entries.count == 10_000)
        #expect(feed.warnings.count == 1)
    }

    @Test(arguments: ["dc:creator", "category", "link", "author", "dc:subject"])
    func `fifty thousand parts of one entry do not stall`(_ name: String) throws {
        let deadline = CPUDeadline(after: .seconds(8))
        let parts = (0..<50_000).map { "<\(name)>p\($0)</\(name)>" }.joined()
        let feed = try verdict("<rss><channel><item>\(parts)</item></channel></rss>").get()
        #expect(feed.entries.first?.authors.count ?? 0 <= 256)
        #expect(feed.entries.first?.categories.count ?? 0 <= 256)
        #expect(!deadline.isPassed)
    }

    @Test func `a text beyond a megabyte is cut, the entry stays`() throws {
        let text = String(repeating: "word ", count: 500_000)
        let feed = try verdict("<rss><channel><item><description>\(text)</description></item></channel></rss>").get()
        #expect(feed.entries.first?.summary?.bytes.count ?? 0 <= 1 << 20)
        #expect(feed.entries().first?.summary.utf8.count ?? .max <= 64 << 10)
    }

    @Test(arguments: ["<a ='", "<a<", "<a b=\"", "<!", "<![CDATA[", "&", "&#", "<x ", "</", "<item><", "<p a='>"])
    func `markup that never closes is read in linear time`(_ part: String) {
        let deadline = CPUDeadline(after: .seconds(6))
        _ = verdict("<rss><channel>" + String(repeating: part, count: 200_000))
        #expect(!deadline.isPassed)
    }

    @Test func `damage at every byte of a feed never crashes`() throws {
        let whole = try Fixture.bytes("atom10-base.xml")
        var random = SeededRandom(seed: 3)
        for place in whole.indices {
            var damaged = whole
            damaged[place] = UInt8(random.next(below: 256))
            _ = try? FeedParser().parse(damaged).jsonLine()
            _ = try? FeedParser().parse(Array(whole[..<place])).entries()
        }
    }

    @Test(arguments: [
        "", "  \n", "hello", "<html><body>x</body></html>", "{\"a\":1}", "[]", "\u{0}\u{0}\u{0}\u{0}", "<",
    ])
    func `what is no feed gives an error that says so`(_ text: String) {
        let outcome = verdict(text)
        guard case .failure(let error) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(error.jsonLine.hasPrefix("{\"error\":\""))
    }
}
