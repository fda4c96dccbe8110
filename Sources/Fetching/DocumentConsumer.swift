// SPDX-License-Identifier: Apache-2.0

/// Gets a large document in parts, in order, while it arrives, so that nobody has to hold it whole.
package struct DocumentConsumer: Sendable {
    /// Bytes up to which a document is small, and comes with the outcome.
    package let threshold: Int
    /// CPU work on a queue of the fetch's own. The last part comes before the outcome does.
    package let take: @Sendable (DocumentPart) -> Void

    package init(threshold: Int, take: @escaping @Sendable (DocumentPart) -> Void) {
        self.threshold = threshold
        self.take = take
    }
}

/// Some bytes of a document, decompressed.
package struct DocumentPart: Sendable {
    package let bytes: [UInt8]
    /// As in `FetchedDocument`.
    package let contentType: String?
    package let url: String
}
