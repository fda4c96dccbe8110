// SPDX-License-Identifier: Apache-2.0
// A feed that is read while it arrives: its head tells encoding and format, then nothing is kept but what was read.

import Zlib

/// One document: `push` its bytes in order, then `finish`.
///
/// Synchronous CPU work on the calling thread, bounded by the parser's limits. Calls may come from different threads, one at
/// a time. The feed is the same however the document is cut.
package final class FeedStream {
    private let limits: ParseLimits
    private let contentType: String?
    private let baseURL: String?
    private let mayBeCompressed: Bool
    /// What has come while it is not known how to read it.
    private var head: [UInt8] = []
    private var compressed: CompressedFeed?
    private var decoder: DocumentDecoder?
    private var xml: XMLFeedReader?
    /// A JSON Feed, which is read at its end.
    private var json: [UInt8]?
    private var textBytes = 0

    init(limits: ParseLimits, contentType: String?, baseURL: String?, mayBeCompressed: Bool = true) {
        self.limits = limits
        self.contentType = contentType
        self.baseURL = baseURL
        self.mayBeCompressed = mayBeCompressed
    }

    /// Takes the document's next bytes.
    ///
    /// - Throws: `ParseError` where a bound is exceeded; nothing may be pushed after that.
    package func push(_ bytes: UnsafeBufferPointer<UInt8>) throws(ParseError) {
        if let compressed { return try compressed.push(bytes) }
        guard decoder == nil else { return try decode(bytes) }
        guard head.count + bytes.count <= limits.maxDocumentBytes else { throw tooLarge }
        head.append(contentsOf: bytes)
        if isCompressed { return try beginExpanding() }
        if head.count > DocumentEncoding.headBytes { try begin(isWhole: false) }
    }

    /// The same for bytes of an array.
    package func push(_ bytes: [UInt8]) throws(ParseError) {
        try withBytes(bytes) { bytes throws(ParseError) in try push(bytes) }
    }

    /// Takes a whole document, which is not copied: `push` and `finish` in one.
    func read(_ document: UnsafeBufferPointer<UInt8>) throws(ParseError) -> ParsedFeed {
        guard document.count <= limits.maxDocumentBytes else { throw tooLarge }
        if mayBeCompressed, GzipReader.isMark(document) {
            try push(document)
        } else {
            try begin(document, isWhole: true)
        }
        return try finish()
    }

    /// The document ends here.
    ///
    /// - Returns: the feed; one without entries is a feed too.
    /// - Throws: `ParseError` where the document gives no feed.
    package func finish() throws(ParseError) -> ParsedFeed {
        if let compressed { return try compressed.finish() }
        if decoder == nil { try begin(isWhole: true) }
        try decoder?.finish { text throws(ParseError) in try take(text) }
        var feed = try finishText()
        feed.warnings = (decoder?.warnings ?? []) + feed.warnings
        return feed
    }

    private var isCompressed: Bool { mayBeCompressed && head.withUnsafeBufferPointer(GzipReader.isMark) }

    private var tooLarge: ParseError { .refused("more than \(limits.maxDocumentBytes) bytes") }

    private func beginExpanding() throws(ParseError) {
        let inner = FeedStream(limits: limits, contentType: contentType, baseURL: baseURL, mayBeCompressed: false)
        let feed = try CompressedFeed(inner, maxBytes: limits.maxExpandedBytes)
        compressed = feed
        var collected: [UInt8] = []
        swap(&collected, &head)
        try withBytes(collected) { bytes throws(ParseError) in try feed.push(bytes) }
    }

    /// The head is there: what it says decides how the document is read.
    private func begin(isWhole: Bool) throws(ParseError) {
        var collected: [UInt8] = []
        swap(&collected, &head)
        try withBytes(collected) { bytes throws(ParseError) in try begin(bytes, isWhole: isWhole) }
    }

    private func begin(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) throws(ParseError) {
        let first = UnsafeBufferPointer(rebasing: bytes.prefix(DocumentEncoding.headBytes))
        decoder = DocumentDecoder(
            DocumentEncoding(head: first, isWhole: isWhole && first.count == bytes.count, contentType: contentType))
        try decode(first)
        try decode(UnsafeBufferPointer(rebasing: bytes[first.count...]))
    }

    private func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(ParseError) {
        try decoder?.decode(bytes) { text throws(ParseError) in try take(text) }
    }

    /// Takes text in UTF-8; the first that is not blank begins the document.
    private func take(_ text: UnsafeBufferPointer<UInt8>) throws(ParseError) {
        textBytes += text.count
        guard textBytes <= limits.maxDocumentBytes else { throw tooLarge }
        if let xml { return try xml.push(text) }
        if json != nil { json?.append(contentsOf: text) }
        guard json == nil, let first = text.trimmed.first else { return }
        if first == UInt8(ascii: "{") {
            json = Array(text)
        } else {
            let reader = try XMLFeedReader(limits: limits, baseURL: baseURL)
            xml = reader
            try reader.push(text)
        }
    }

    private func finishText() throws(ParseError) -> ParsedFeed {
        if let xml { return try xml.finish() }
        guard let json else { throw .empty }
        return try withBytes(json) { text throws(ParseError) in
            try JSONFeedReader(limits: limits, baseURL: baseURL).read(text.trimmed)
        }
    }
}
