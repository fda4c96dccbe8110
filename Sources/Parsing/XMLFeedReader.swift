// SPDX-License-Identifier: Apache-2.0
// The two passes over an XML feed.

import XML2

struct XMLFeedReader {
    let limits: ParseLimits
    let baseURL: String?

    /// Strict first; where the document is not well-formed, once more with forbearance.
    func read(_ text: UnsafeBufferPointer<UInt8>) throws(ParseError) -> ParsedFeed {
        let start = XMLStart.find(text)
        let document = UnsafeBufferPointer(rebasing: text[start.offset...])
        let strict: FeedBuilder.Result
        do throws(XMLError) {
            strict = try FeedBuilder.build(limits: limits, documentURL: baseURL, hasStableNames: true) {
                handler throws(XMLError) in
                try XMLPushParser(limits: limits.xml).parse(document, handler: handler)
            }
        } catch .malformed(let line, let message) {
            return try readLoosely(document, junk: start.warning, because: "line \(line): \(message)")
        } catch {
            throw .refused("\(error)")
        }
        return try feed(strict, warnings: [start.warning].compactMap { $0 })
    }

    private func readLoosely(
        _ document: UnsafeBufferPointer<UInt8>, junk: String?, because reason: String
    ) throws(ParseError) -> ParsedFeed {
        guard let repaired = UTF8Text.repaired(document) else {
            return try readText(document, warnings: [junk, reason].compactMap { $0 })
        }
        var outcome: Result<ParsedFeed, ParseError> = .failure(.empty)
        repaired.withUnsafeBufferPointer { text in
            outcome = Result { () throws(ParseError) in
                try readText(text, warnings: [junk, reason, "bytes that are not UTF-8"].compactMap { $0 })
            }
        }
        return try outcome.get()
    }

    private func readText(
        _ document: UnsafeBufferPointer<UInt8>, warnings: [String]
    ) throws(ParseError) -> ParsedFeed {
        let result: FeedBuilder.Result
        do throws(XMLError) {
            result = try FeedBuilder.build(limits: limits, documentURL: baseURL, hasStableNames: false) {
                handler throws(XMLError) in
                var reader = LooseXMLReader(document, limits: limits.xml, handler: handler)
                return try reader.read()
            }
        } catch {
            throw .refused("\(error)")
        }
        return try feed(result, warnings: warnings)
    }

    private func feed(_ result: FeedBuilder.Result, warnings: [String]) throws(ParseError) -> ParsedFeed {
        guard var feed = result.feed else {
            throw .notAFeed(result.rootName.map { "its root element is <\($0)>" } ?? "it has no elements")
        }
        feed.warnings = warnings + feed.warnings
        return feed
    }
}

/// Where the XML begins: servers and scripts put white space, messages and byte order marks in front of it.
enum XMLStart {
    static func find(_ text: UnsafeBufferPointer<UInt8>) -> (offset: Int, warning: String?) {
        var offset = 0
        while offset < text.count, text[offset] <= 0x20 { offset += 1 }
        let hadSpace = offset > 0
        let isMarkup = offset + 1 < text.count && text[offset] == UInt8(ascii: "<")
        if isMarkup, isStart(text, offset) || text[offset + 1] == UInt8(ascii: "!") {
            return (
                offset,
                hadSpace && text[offset + 1] == UInt8(ascii: "?") ? "white space before the XML declaration" : nil
            )
        }
        guard let start = search(text, from: offset), start != offset else { return (offset, nil) }
        return (start, "text before the document")
    }

    private static let starts: [StaticString] = [
        "<?xml", "<rss", "<feed", "<rdf:RDF", "<channel", "<atom:feed", "<opml",
    ]
    private static let searchBytes = 64 << 10

    private static func search(_ text: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int? {
        (offset..<min(text.count, offset + searchBytes)).first { text[$0] == UInt8(ascii: "<") && isStart(text, $0) }
    }

    private static func isStart(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
        starts.contains { start in
            let end = offset + start.utf8CodeUnitCount
            return end <= text.count && UnsafeBufferPointer(rebasing: text[offset..<end]).equals(start)
        }
    }
}
