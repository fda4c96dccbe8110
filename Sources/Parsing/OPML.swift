// SPDX-License-Identifier: Apache-2.0
// Subscription lists, OPML 1.0 to 2.0 (opml.org/spec2.opml) and what programs really export. Nothing that a list points to
// is fetched.

import Wording
import XML2

package enum OPML {
    /// Reads a subscription list: a strict pass, and only where that fails a loose one.
    ///
    /// Synchronous CPU work on the calling thread, within `limits`; a gzipped list is expanded.
    /// - Throws: `ParseError` where the document is no OPML.
    package static func read(_ bytes: [UInt8], limits: ParseLimits = ParseLimits()) throws(ParseError) -> OPMLDocument {
        let body = try Gunzip.expandedIfNeeded(bytes, maxBytes: limits.maxExpandedBytes)
        return try withBytes(body) { body throws(ParseError) in
            try withBytes(DocumentDecoder.text(of: body)) { text throws(ParseError) in try read(text, limits) }
        }
    }

    private static func read(
        _ text: UnsafeBufferPointer<UInt8>, _ limits: ParseLimits
    ) throws(ParseError) -> OPMLDocument {
        guard text.count <= limits.maxDocumentBytes else {
            throw .refused("more than \(limits.maxDocumentBytes) bytes")
        }
        guard !text.trimmed.isEmpty else { throw .empty }
        let document = UnsafeBufferPointer(rebasing: text[XMLStart.find(text).offset...])
        let builder: OutlineBuilder
        do throws(XMLError) {
            builder = try OutlineBuilder.build { handler throws(XMLError) in
                try XMLPushParser.parse(document, limits: limits.xml, handler: handler)
            }
        } catch .malformed {
            return try readLoosely(text, limits)
        } catch {
            throw .refused("\(error)")
        }
        return try builder.document(at: OutlinePlaces(text))
    }

    private static func readLoosely(
        _ text: UnsafeBufferPointer<UInt8>, _ limits: ParseLimits
    ) throws(ParseError) -> OPMLDocument {
        if let repaired = UTF8Text.repaired(text) {
            return try withBytes(repaired) { text throws(ParseError) in try readText(text, limits) }
        }
        return try readText(text, limits)
    }

    private static func readText(
        _ text: UnsafeBufferPointer<UInt8>, _ limits: ParseLimits
    ) throws(ParseError) -> OPMLDocument {
        let document = UnsafeBufferPointer(rebasing: text[XMLStart.find(text).offset...])
        var bounds = limits.xml
        bounds.maxDepth = maximumOutlineDepth
        let builder: OutlineBuilder
        do throws(XMLError) {
            builder = try OutlineBuilder.build { handler throws(XMLError) in
                var reader = LooseXMLReader(document, limits: bounds, handler: handler)
                _ = try reader.read()
            }
        } catch {
            throw .refused("\(error)")
        }
        let places = OutlinePlaces(text)
        guard builder.outlines >= places.count else {
            throw .refused("outlines nested deeper than \(maximumOutlineDepth)")
        }
        return try builder.document(at: places)
    }

    /// Lists are written whose outlines are never closed, so that each holds the next.
    private static let maximumOutlineDepth = 10_000
}
