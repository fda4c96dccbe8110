// SPDX-License-Identifier: Apache-2.0

/// Gets a large body in parts, in order, while it arrives; a small one comes with the response.
package struct BodyReceiver: Sendable {
    /// Bytes up to which a body is small.
    package let threshold: Int
    /// Called on libcurl's thread with not less than `threshold` bytes at first: hands them on and returns at once.
    package let take: @Sendable (BodyPart) -> Void

    package init(threshold: Int, take: @escaping @Sendable (BodyPart) -> Void) {
        self.threshold = threshold
        self.take = take
    }
}

/// Some bytes of a body, decompressed, and where they come from.
package struct BodyPart: Sendable {
    package let bytes: [UInt8]
    /// Of the response that the body belongs to.
    package let headers: ResponseHeaders
    /// The URL that answers, after redirects.
    package let url: String
}
