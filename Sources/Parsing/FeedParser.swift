// SPDX-License-Identifier: Apache-2.0
// From the bytes of a document to a `ParsedFeed`: encoding, format, a strict pass, and only where that fails a loose one.

import Wording
import XML2

/// Reads RSS, RDF, Atom, CDF and JSON Feed. A value without state: parse on as many threads as you like.
package struct FeedParser: Sendable {
    package var limits: ParseLimits

    package init(limits: ParseLimits = ParseLimits()) {
        self.limits = limits
    }

    /// Synchronous CPU work on the calling thread, bounded by `limits`; opens nothing, neither files nor sockets.
    ///
    /// - Parameters:
    ///   - body: the document as it came, content codings of HTTP taken off.
    ///   - contentType: the HTTP header's value.
    ///   - baseURL: the address that the document came from, for relative links.
    /// - Returns: the feed; one without entries is a feed too.
    /// - Throws: `ParseError` where the document gives no feed.
    package func parse(
        _ body: [UInt8], contentType: String? = nil, baseURL: String? = nil
    ) throws(ParseError) -> ParsedFeed {
        let body = try Gunzip.expandedIfNeeded(body, maxBytes: limits.maxDocumentBytes)
        var outcome: Result<ParsedFeed, ParseError> = .failure(.empty)
        body.withUnsafeBufferPointer { bytes in
            outcome = Result { () throws(ParseError) in
                try parse(bytes, contentType: contentType, baseURL: baseURL)
            }
        }
        return try outcome.get()
    }

    private func parse(
        _ body: UnsafeBufferPointer<UInt8>, contentType: String?, baseURL: String?
    ) throws(ParseError) -> ParsedFeed {
        let document = DocumentText(body, contentType: contentType)
        var outcome: Result<ParsedFeed, ParseError> = .failure(.empty)
        func run(_ text: UnsafeBufferPointer<UInt8>) {
            outcome = Result { () throws(ParseError) in
                try parse(text: text, baseURL: baseURL)
            }
        }
        if let converted = document.converted {
            converted.withUnsafeBufferPointer(run)
        } else {
            run(UnsafeBufferPointer(rebasing: body[document.start...]))
        }
        var feed = try outcome.get()
        feed.warnings = document.warnings + feed.warnings
        return feed
    }

    private func parse(text: UnsafeBufferPointer<UInt8>, baseURL: String?) throws(ParseError) -> ParsedFeed {
        guard text.count <= limits.maxDocumentBytes else {
            throw .refused("more than \(limits.maxDocumentBytes) bytes")
        }
        let trimmed = text.trimmed
        guard let first = trimmed.first else { throw .empty }
        if first == UInt8(ascii: "{") {
            return try JSONFeedReader(limits: limits, baseURL: baseURL).read(trimmed)
        }
        return try XMLFeedReader(limits: limits, baseURL: baseURL).read(text)
    }
}
