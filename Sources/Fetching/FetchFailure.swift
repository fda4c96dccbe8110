// SPDX-License-Identifier: Apache-2.0
// Why there is no document, in a form to act on and in words for the user.

package import Model

/// A fetch that brought nothing.
package struct FetchFailure: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The URL, a validator or a credential can not be used.
        case invalidURL
        case dns, connect, proxy, timeout
        case tlsExpired, tlsUnknownIssuer, tlsWrongHost, tls
        case tooLarge, tooManyRedirects
        /// A redirect away from http and https.
        case forbiddenRedirect
        case blockedAddress
        /// Any other status, such as 404.
        case http(Int)
        /// A response of success without a document.
        case empty
        case truncated
        /// Corrupt or unknown compression.
        case encoding
        case credentials
        case file
        case cancelled
        case other
    }

    package let kind: Kind
    /// One line: operation, subject, cause. Without credentials.
    package let message: String
    /// A page that is known for what it is, if one came; `nil` otherwise.
    package let page: WebPage?

    /// - Parameters:
    ///   - kind: for programs.
    ///   - url: what was to be fetched, as configured.
    ///   - reason: the cause, one line.
    ///   - page: what the server showed instead.
    package init(kind: Kind, url: String, reason: String, page: WebPage? = nil) {
        self.kind = kind
        self.page = page
        message = "fetch \(url.withoutCredentials): \(reason)"
    }
}

extension FetchFailure: CustomStringConvertible {
    package var description: String { message }
}
