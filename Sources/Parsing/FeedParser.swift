// SPDX-License-Identifier: Apache-2.0
// From the bytes of a document to a `ParsedFeed`.

/// Reads RSS, RDF, Atom, CDF and JSON Feed. A value without state: parse on as many threads as you like.
package struct FeedParser: Sendable {
    package var limits: ParseLimits

    package init(limits: ParseLimits = ParseLimits()) {
        self.limits = limits
    }

    /// Begins a document that arrives in parts.
    ///
    /// - Parameters:
    ///   - contentType: the HTTP header's value.
    ///   - baseURL: the address that the document came from, for relative links.
    /// - Returns: what takes the document's bytes.
    package func open(contentType: String? = nil, baseURL: String? = nil) -> FeedStream {
        FeedStream(limits: limits, contentType: contentType, baseURL: baseURL)
    }

    /// Reads a whole document: opened, pushed and finished at once.
    ///
    /// Synchronous CPU work on the calling thread, bounded by `limits`; opens nothing, neither files nor sockets.
    ///
    /// - Parameters:
    ///   - body: the document as it came, content codings of HTTP taken off.
    ///   - contentType: as for `open`.
    ///   - baseURL: as for `open`.
    /// - Returns: the feed; one without entries is a feed too.
    /// - Throws: `ParseError` where the document gives no feed.
    package func parse(
        _ body: [UInt8], contentType: String? = nil, baseURL: String? = nil
    ) throws(ParseError) -> ParsedFeed {
        let stream = open(contentType: contentType, baseURL: baseURL)
        return try withBytes(body) { bytes throws(ParseError) in try stream.read(bytes) }
    }
}
