// SPDX-License-Identifier: Apache-2.0
// Subscription lists, versions 1.0 to 2.0 and what programs really export.

import Wording
import XML2

/// A feed of a subscription list.
package struct OPMLFeed: Sendable, Hashable {
    /// The `xmlUrl` as written.
    package var url: String
    package var title: String?
    /// The names of the folders around it, outermost first, and its `category`.
    package var tags: [String]

    package init(url: String, title: String? = nil, tags: [String] = []) {
        self.url = url
        self.title = title
        self.tags = tags
    }
}

package enum OPML {
    /// The feeds of a list in its order, each URL once for each place it stands at.
    ///
    /// - Throws: `ParseError` where the document is no OPML.
    package static func feeds(in bytes: [UInt8]) throws(ParseError) -> [OPMLFeed] {
        var outcome: Result<[OPMLFeed], ParseError> = .failure(.empty)
        bytes.withUnsafeBufferPointer { body in
            let text = DocumentText(body, contentType: nil)
            if let converted = text.converted {
                converted.withUnsafeBufferPointer { text in
                    outcome = Result { () throws(ParseError) in try read(text) }
                }
            } else {
                outcome = Result { () throws(ParseError) in
                    try read(UnsafeBufferPointer(rebasing: body[text.start...]))
                }
            }
        }
        return try outcome.get()
    }

    private static func read(_ text: UnsafeBufferPointer<UInt8>) throws(ParseError) -> [OPMLFeed] {
        guard !text.trimmed.isEmpty else { throw .empty }
        let document = UnsafeBufferPointer(rebasing: text[XMLStart.find(text).offset...])
        let builder: OutlineBuilder
        do throws(XMLError) {
            builder = try OutlineBuilder.build { handler throws(XMLError) in
                try XMLPushParser().parse(document, handler: handler)
            }
        } catch .malformed {
            return try readLoosely(document)
        } catch {
            throw .refused("\(error)")
        }
        guard builder.isOPML else { throw .notAFeed("no OPML") }
        return builder.feeds
    }

    private static func readLoosely(_ document: UnsafeBufferPointer<UInt8>) throws(ParseError) -> [OPMLFeed] {
        let builder: OutlineBuilder
        do throws(XMLError) {
            builder = try OutlineBuilder.build { handler throws(XMLError) in
                var reader = LooseXMLReader(document, limits: XMLLimits(), handler: handler)
                _ = try reader.read()
            }
        } catch {
            throw .refused("\(error)")
        }
        guard builder.isOPML else { throw .notAFeed("no OPML") }
        return builder.feeds
    }
}
