// SPDX-License-Identifier: Apache-2.0
// What came back, and what can go wrong on the way.

/// A complete response, whatever its status.
package struct TransferResponse: Sendable {
    package var status: Int
    /// Of the last response.
    package var headers: ResponseHeaders
    /// Decompressed. Of a body that went to the request's `receiver` the rest; for a status of 400 and above the first
    /// bytes, at most `maxPageBytes`; empty for any other status outside 200–299.
    package var body: [UInt8]
    /// The URL that answered, after redirects (CURLINFO_EFFECTIVE_URL).
    package var url: String
    /// The status of each redirect followed, in order.
    package var redirects: [Int]
    /// Whether the receiver has had parts of the body.
    package var isBodyPartial = false
    /// The cookies to be sent next time; `nil` where none are kept.
    package var cookies: [String]?

    package static let maxPageBytes = 4_096
}

/// A transfer that did not come to an end.
package struct TransferError: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The URL or a field of the request can not be used.
        case invalidRequest
        case resolve, connect, proxy
        case timeout
        /// The authority is unknown, or the certificate signed itself.
        case certificateUnknownIssuer
        case certificateExpired
        /// Valid, but for another host.
        case certificateWrongHost
        /// Any other fault of TLS.
        case tls
        /// The policy refused the address; nothing was sent.
        case blockedAddress
        case bodyTooLarge, headersTooLarge, tooManyRedirects
        /// A redirect to something other than `http:` and `https:`.
        case forbiddenScheme
        /// The connection ended within the response.
        case truncated
        /// Corrupt, unknown or too many content encodings.
        case contentEncoding
        case cancelled
        case other
    }

    package let kind: Kind
    /// libcurl's own words where it has some, without control characters.
    package let message: String

    package init(kind: Kind, message: String) {
        self.kind = kind
        self.message = message
    }
}

package typealias TransferResult = Result<TransferResponse, TransferError>
