// SPDX-License-Identifier: Apache-2.0
// What became of a fetch. All that is to be expected of servers is a case; nothing is thrown.

package import Model

package enum FetchOutcome: Sendable {
    case changed(FetchedDocument)
    /// 304. `validators` are those to send next time, `movedTo` and `freshFor` as in `FetchedDocument`.
    case notModified(validators: Validators?, movedTo: String?, freshFor: Duration?)
    /// 410, said by the feed's own server or one that it moved to for good.
    case gone
    /// 429 or 503 with `Retry-After`; between zero and a day.
    case retryAfter(Duration, status: Int)
    case failed(FetchFailure)
}

/// A document as it came, decompressed.
package struct FetchedDocument: Sendable {
    /// Empty only where a consumer has had the document in parts.
    package let body: [UInt8]
    /// `BodyHash` of the document: two documents with one are the same.
    package let bodyHash: String
    /// The `Content-Type` field; `nil` for files.
    package let contentType: String?
    /// The URL that answered, after redirects, without user and password: the base of relative links.
    package let url: String
    package let validators: Validators
    /// The URL that answered, if the way there was permanent redirects alone (301, 308), at least one; else `nil`.
    package let movedTo: String?
    /// For how long the server calls the document fresh (`Cache-Control`, `Expires`, `Age`); zero where it says that it
    /// is not, `nil` where it says nothing.
    package let freshFor: Duration?
    /// What came is not the whole document but the entries that are new since the validators sent (226, RFC 3229):
    /// entries that are missing in it have not gone.
    package let isDelta: Bool

    package init(
        body: [UInt8], bodyHash: String, contentType: String?, url: String, validators: Validators,
        movedTo: String? = nil, freshFor: Duration? = nil, isDelta: Bool = false
    ) {
        self.body = body
        self.bodyHash = bodyHash
        self.contentType = contentType
        self.url = url
        self.validators = validators
        self.movedTo = movedTo
        self.freshFor = freshFor
        self.isDelta = isDelta
    }

    /// A document that was fetched once and kept; its hash is made anew.
    package init(kept body: [UInt8], contentType: String?, url: String, validators: Validators, isDelta: Bool) {
        self.init(
            body: body, bodyHash: BodyHash.of(body), contentType: contentType, url: url, validators: validators,
            isDelta: isDelta)
    }
}
