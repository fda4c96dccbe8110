// SPDX-License-Identifier: Apache-2.0
// What became of a fetch. All that is to be expected of servers is a case; nothing is thrown.

package import Model

package enum FetchOutcome: Sendable {
    case changed(FetchedDocument)
    /// 304. `validators` are those to send next time, `movedTo` as in `FetchedDocument`.
    case notModified(validators: Validators?, movedTo: String?)
    /// 410, said by the feed's own server or one that it moved to for good.
    case gone
    /// 429 or 503 with `Retry-After`; between zero and a day.
    case retryAfter(Duration, status: Int)
    case failed(FetchFailure)
}

/// A document as it came, decompressed.
package struct FetchedDocument: Sendable {
    /// Never empty.
    package let body: [UInt8]
    /// SHA-256 of `body`, 64 hexadecimal digits.
    package let bodyHash: String
    /// The `Content-Type` field; `nil` for files.
    package let contentType: String?
    /// The URL that answered, after redirects, without user and password: the base of relative links.
    package let url: String
    package let validators: Validators
    /// The URL that answered, if the way there was permanent redirects alone (301, 308), at least one; else `nil`.
    package let movedTo: String?
    /// How long the publisher calls the document fresh (`Cache-Control: max-age` less `Age`); `nil` where it does not.
    package let maxAge: Duration?

    package init(
        body: [UInt8], bodyHash: String, contentType: String?, url: String, validators: Validators,
        movedTo: String? = nil, maxAge: Duration? = nil
    ) {
        self.body = body
        self.bodyHash = bodyHash
        self.contentType = contentType
        self.url = url
        self.validators = validators
        self.movedTo = movedTo
        self.maxAge = maxAge
    }
}
