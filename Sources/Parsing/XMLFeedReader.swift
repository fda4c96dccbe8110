// SPDX-License-Identifier: Apache-2.0
// The two passes over an XML feed: strict while the document is well-formed, and with forbearance from there on.

import XML2

/// Reads an XML feed while it arrives. UTF-8; the calls are those of `FeedStream`.
final class XMLFeedReader {
    private let limits: ParseLimits
    private let baseURL: String?
    private let building: FeedBuilding
    private let parser: XMLPushParser
    private var reread = RereadText()
    /// White space and other text before the document.
    private var junk: String?
    private var isStarted = false
    /// Why the document is not well-formed. What follows is only collected then.
    private var fault: String?

    init(limits: ParseLimits, baseURL: String?) throws(ParseError) {
        self.limits = limits
        self.baseURL = baseURL
        building = FeedBuilding(limits: limits, documentURL: baseURL, hasStableNames: true)
        do throws(XMLError) {
            parser = try XMLPushParser(limits: limits.xml, handler: building.handler)
        } catch {
            throw .refused("\(error)")
        }
    }

    /// The first text has to be the document's head, in which its beginning is looked for.
    func push(_ text: UnsafeBufferPointer<UInt8>) throws(ParseError) {
        var text = text
        if !isStarted {
            let start = XMLStart.find(text)
            (isStarted, junk) = (true, start.warning)
            text = UnsafeBufferPointer(rebasing: text[start.offset...])
        }
        if fault == nil { try strictly { () throws(XMLError) in try parser.push(text) } }
        reread.append(text, entries: building.entryPlaces)
    }

    func finish() throws(ParseError) -> ParsedFeed {
        var complaints: [String] = []
        if fault == nil { try strictly { () throws(XMLError) in complaints = try parser.finish() } }
        guard let fault else {
            return try feed(building.finish(), warnings: [junk].compactMap(\.self), complaints: complaints)
        }
        return try readLoosely(warnings: [junk, fault].compactMap(\.self))
    }

    private func strictly(_ read: () throws(XMLError) -> Void) throws(ParseError) {
        do throws(XMLError) {
            try read()
        } catch .malformed(let line, let message) {
            fault = "line \(line): \(message)"
        } catch {
            throw .refused("\(error)")
        }
    }

    private func readLoosely(warnings: [String]) throws(ParseError) -> ParsedFeed {
        try withBytes(reread.text) { text throws(ParseError) in
            guard let repaired = UTF8Text.repaired(text) else { return try readLoosely(text, warnings) }
            return try withBytes(repaired) { text throws(ParseError) in
                try readLoosely(text, warnings + ["bytes that are not UTF-8"])
            }
        }
    }

    private func readLoosely(
        _ text: UnsafeBufferPointer<UInt8>, _ warnings: [String]
    ) throws(ParseError) -> ParsedFeed {
        let loose = FeedBuilding(limits: limits, documentURL: baseURL, hasStableNames: false)
        if reread.isResumed { loose.resume(from: building) }
        var reader = LooseXMLReader(text, limits: limits.xml, handler: loose.handler)
        let complaints: [String]
        do throws(XMLError) {
            complaints = try reader.read()
        } catch {
            throw .refused("\(error)")
        }
        return try feed(loose.finish(), warnings: warnings, complaints: complaints)
    }

    private func feed(
        _ built: FeedBuilding.Built, warnings: [String], complaints: [String]
    ) throws(ParseError) -> ParsedFeed {
        guard var feed = built.feed else {
            throw .notAFeed(built.rootName.map(ParseError.words) ?? "it has no elements")
        }
        feed.warnings = warnings + feed.warnings + complaints
        return feed
    }
}
