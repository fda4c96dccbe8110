// SPDX-License-Identifier: Apache-2.0
// A document that arrives in parts is the document.

import Foundation
import TestSupport
import Testing

@testable import Parsing

@Suite struct StreamingTests {
    private static let items = (1...2_000).map { number in
        "<item><title>Story \(number)</title><link>https://news.test/\(number)</link><!-- <item> --></item>\n"
    }
    private static let feed =
        "<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>" + items.joined() + "</channel></rss>"

    private func parse(_ body: [UInt8], in size: Int) -> Result<ParsedFeed, ParseError> {
        Result { () throws(ParseError) in
            let stream = FeedParser().open()
            for start in stride(from: 0, to: body.count, by: size) {
                try withBytes(Array(body[start..<min(start + size, body.count)])) { part throws(ParseError) in
                    try stream.push(part)
                }
            }
            return try stream.finish()
        }
    }

    /// The feed as the loose reader alone reads it, from its first byte on.
    private func readLoosely(_ body: [UInt8]) throws -> ParsedFeed? {
        let building = FeedBuilding(limits: ParseLimits(), documentURL: nil, hasStableNames: false)
        _ = try body.withUnsafeBufferPointer { text in
            var reader = LooseXMLReader(text, limits: ParseLimits().xml, handler: building.handler)
            return try reader.read()
        }
        return building.finish().feed
    }

    @Test(arguments: [1, 7, 1_000, 65_536])
    func `a feed is the same however it is cut`(size: Int) throws {
        let body = Array(Self.feed.utf8)
        let whole = try parse(body, in: body.count).get()
        #expect(whole.entries.count == 2_000 && whole.warnings.isEmpty)
        #expect(try parse(body, in: size).get() == whole)
    }

    @Test(arguments: [100, 40_000, 90_000, 130_030])
    func `a feed that breaks off is read on where it broke`(length: Int) throws {
        let damaged: [UInt8] =
            Self.feed.utf8.prefix(length) + Array(" &nbsp; <b>".utf8) + Self.feed.utf8.dropFirst(length)
        let whole = try parse(damaged, in: damaged.count).get()
        #expect(try whole.entries == readLoosely(Array(damaged))?.entries)
        #expect(!whole.warnings.isEmpty)
        for size in [1, 7, 1_000, 20_000] {
            #expect(try parse(damaged, in: size).get() == whole, "in parts of \(size)")
        }
    }

    @Test func `text of every kind may be cut anywhere`() throws {
        let text = """
            <?xml version="1.0" encoding="windows-1251"?><!DOCTYPE rss [<!ENTITY a "b">]><!-- < --><rss><channel>
            <title><![CDATA[a]]b]]>]]&gt;</title><item a='1' b="2>"><title>\u{41F}\u{440}</title></item></channel></rss>
            """
        let body = Array(try #require(text.data(using: .windowsCP1251)))
        let whole = parse(body, in: body.count)
        for size in 1...40 { #expect(parse(body, in: size) == whole) }
        let wide = Array(try #require(text.replacing("windows-1251", with: "utf-16").data(using: .utf16)))
        #expect(try parse(wide, in: 3).get().entries == whole.get().entries)
        #expect(try whole.get().entries.first?.title?.line == "\u{41F}\u{440}")
    }

    @Test func `wide text that does not begin where it should is never converted by the parser itself`() throws {
        let items = (1...2_000).map { "<item><title>\u{4E2D}\u{6587}\u{65B0}\u{95FB} \($0)</title></item>" }.joined()
        let text = "<?xml version='1.0'?><rss><channel><title>x</title>\(items)</channel></rss>"
        for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian] {
            let wide = Array(try #require(text.data(using: encoding)))
            for junk in [[0x20], [0x20, 0x20], Array("junk".utf8)] as [[UInt8]] {
                let whole = parse(junk + wide, in: junk.count + wide.count)
                #expect(parse(junk + wide, in: 1_000) == whole)
            }
        }
        // libxml2 would read this one, by a conversion past the guard and with places of its own.
        let wide = Array(try #require(text.data(using: .utf16LittleEndian)))
        #expect(throws: ParseError.self) { try parse([0x20] + wide, in: 1_000).get() }
    }

    @Test(arguments: [65_535, 65_536, 65_537])
    func `a document of about the head's size is read alike in whole and in parts`(size: Int) throws {
        let start = "<rss><channel><title>x</title><description>"
        let end = "</description></channel></rss>"
        let filler = String(repeating: "x", count: size - start.utf8.count - end.utf8.count - 1)
        // Half a character at the end is a fault where the document ends, and none where its head does.
        let body = Array((start + filler + end).utf8) + [0xC3]
        let whole = try FeedParser().parse(body)
        #expect(try whole == parse(body, in: body.count).get())
        #expect(try whole == parse(body, in: 1_000).get())
    }

    @Test(.enabled(if: Corpus.isPresent, "\(Corpus.missing)"))
    func `every sample feed is the same however it is cut`() throws {
        for file in try Corpus.files(under: "feeds") {
            let body = try Corpus.bytes(file)
            let whole = parse(body, in: max(1, body.count))
            for size in [7, 1_000, 70_000] { #expect(parse(body, in: size) == whole, "\(file) in parts of \(size)") }
            // Every document once more with a damage in its middle.
            let damaged: [UInt8] = body.prefix(body.count / 2) + Array("<&>".utf8) + body.dropFirst(body.count / 2)
            #expect(parse(damaged, in: 997) == parse(damaged, in: damaged.count), "\(file), damaged")
        }
    }
}
