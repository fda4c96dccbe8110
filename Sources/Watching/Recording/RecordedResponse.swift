// SPDX-License-Identifier: Apache-2.0
// What a record keeps of one poll: of a document all that the way from a server to an alert depends on; of anything else
// that it was so, and when.

package import Fetching
package import Model

/// The answer to one poll.
package struct RecordedResponse: Sendable {
    /// The feed's configured URL.
    package let feed: String
    package let at: Timestamp
    package let content: Content

    package enum Content: Sendable {
        case document(FetchedDocument)
        /// A status that brought no document, with the reason in words: 304, 410, 429…
        case status(Int, String)
        /// No answer that counts, in words.
        case failure(String)
    }

    package init(feed: String, at: Timestamp, content: Content) {
        self.feed = feed
        self.at = at
        self.content = content
    }

    /// `outcome` holds its document whole.
    init(_ outcome: FetchOutcome, of feed: String, at: Timestamp) {
        self.feed = feed
        self.at = at
        content =
            switch outcome {
            case .changed(let document): .document(document)
            case .notModified: .status(304, "Not Modified")
            case .gone: .status(410, "Gone")
            case .retryAfter(_, let status): .status(status, "Asked To Wait")
            case .failed(let failure): .failure(failure.message)
            }
    }
}

extension RecordedResponse {
    private static let response = "application/http;msgtype=response"

    /// Request headers are never kept, and of the answer's only those that feedwatch reads: no cookie gets in.
    var warc: WARCRecord {
        let own = WARCRecord.Field(name: "Feedwatch-Feed", value: feed)
        switch content {
        case .document(let document):
            let target = WARCRecord.Field(name: "WARC-Target-URI", value: document.url)
            return WARCRecord(
                type: "response", date: at, fields: [target, own], contentType: Self.response,
                block: document.httpMessage)
        case .status(let status, let reason):
            let target = WARCRecord.Field(name: "WARC-Target-URI", value: feed)
            return WARCRecord(
                type: "response", date: at, fields: [target, own], contentType: Self.response,
                block: Array("HTTP/1.1 \(status) \(reason)\r\n\r\n".utf8))
        case .failure(let message):
            return WARCRecord(
                type: "metadata", date: at, fields: [own], contentType: "application/warc-fields",
                block: WARCRecord.lines(of: [WARCRecord.Field(name: "failure", value: message)]))
        }
    }

    /// `nil` for a record that is no answer to a poll, such as the one at the head of each file.
    init?(_ record: WARCRecord) {
        guard let feed = record.fields["Feedwatch-Feed"], let content = Content(record) else { return nil }
        self.init(feed: feed, at: record.date, content: content)
    }
}

extension RecordedResponse.Content {
    fileprivate init?(_ record: WARCRecord) {
        guard let (first, fields, end) = WARCRecord.head(of: record.block[...]) else { return nil }
        guard record.type == "response" else {
            // The block is one field, which is read as the first line.
            self = .failure(String(first.drop { $0 != " " }.dropFirst()))
            return
        }
        let words = first.split(separator: " ", maxSplits: 2)
        guard words.count > 1, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else { return nil }
        guard (200..<300).contains(status), let url = record.fields["WARC-Target-URI"] else {
            self = .status(status, words.count > 2 ? String(words[2]) : "")
            return
        }
        let validators = Validators(etag: fields["ETag"], lastModified: fields["Last-Modified"])
        self = .document(
            FetchedDocument(
                kept: Array(record.block[end...]), contentType: fields["Content-Type"], url: url,
                validators: validators, isDelta: status == 226))
    }
}

extension FetchedDocument {
    fileprivate var httpMessage: [UInt8] {
        let fields = [
            ("Content-Type", contentType), ("ETag", validators.etag), ("Last-Modified", validators.lastModified),
            ("Content-Length", "\(body.count)"),
        ].compactMap { name, value in value.map { WARCRecord.Field(name: name, value: $0) } }
        let status = isDelta ? "226 IM Used" : "200 OK"
        return Array("HTTP/1.1 \(status)\r\n".utf8) + WARCRecord.lines(of: fields) + body
    }
}
