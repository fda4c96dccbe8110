// SPDX-License-Identifier: Apache-2.0
// What a response means for a feed: a pure function of request, response and time.

import Curl
import Model

extension FetchOutcome {
    /// - Parameters:
    ///   - response: complete, of any status.
    ///   - partsHash: the hash of a document that went to a consumer in parts.
    ///   - request: what was asked for.
    ///   - now: for dates where the server gives none of its own.
    init(
        _ response: TransferResponse, partsHash: String? = nil, to request: FetchRequest, now: Timestamp
    ) {
        let hadValidators = request.validators != Validators()
        switch response.status {
        case 206: self = Self.failed(response, request, "a part that nobody asked for")
        case 226 where request.validators.etag == nil:
            self = Self.failed(response, request, "a difference that nobody asked for")
        case 200...299 where response.body.isEmpty && partsHash == nil:
            let reason = "HTTP \(response.status) with an empty document"
            self = .failed(FetchFailure(kind: .empty, url: request.url, reason: reason))
        case 200...299: self = .changed(FetchedDocument(response, partsHash, to: request, now: now))
        case 304 where hadValidators:
            let validators = response.headers.validators.completed(by: request.validators)
            self = .notModified(
                validators: validators, movedTo: response.movedTo(from: request),
                freshFor: response.headers.freshFor(now: now))
        case 410 where response.wayIsPermanent: self = .gone
        case 429, 503: self = Self.refused(response, request, now)
        default: self = Self.failed(response, request)
        }
    }

    private static let longestWait = Duration.seconds(86_400)

    private static func refused(_ response: TransferResponse, _ request: FetchRequest, _ now: Timestamp) -> Self {
        guard let wait = response.headers.retryAfter(now: now, bounds: .zero...longestWait) else {
            return failed(response, request)
        }
        return .retryAfter(wait, status: response.status)
    }

    private static func failed(
        _ response: TransferResponse, _ request: FetchRequest, _ explanation: String? = nil
    ) -> Self {
        let wall = mayBeWall.contains(response.status) ? WebPage.wall(in: response.body) : nil
        let why = explanation ?? wall.map { "a bot wall: \($0)" } ?? Self.explanation(of: response.status)
        let reason = "HTTP \(response.status)" + (why.isEmpty ? "" : " (\(why))")
        return .failed(
            FetchFailure(
                kind: .http(response.status), url: request.url, reason: reason, page: wall.map { .wall($0) }))
    }

    /// With what guards refuse; the page of any other refusal may hold their words and mean none.
    private static let mayBeWall = [403, 405, 406, 429, 503]

    private static func explanation(of status: Int) -> String {
        switch status {
        case 304: "although nothing was known before"
        case 401, 407: "the server wants a user and password: see auth"
        case 403: "forbidden"
        case 404: "not found: check the URL"
        case 410: "gone, after a temporary redirect"
        case 429: "too many requests"
        case 300...399: "a redirect without a target"
        case 500...599: "the server has a fault"
        default: ""
        }
    }
}

extension FetchedDocument {
    init(_ response: TransferResponse, _ partsHash: String?, to request: FetchRequest, now: Timestamp) {
        self.init(
            body: response.body, bodyHash: partsHash ?? BodyHash.of(response.body),
            contentType: response.headers["Content-Type"],
            url: response.url.withoutCredentials, validators: response.headers.validators,
            movedTo: response.movedTo(from: request), freshFor: response.headers.freshFor(now: now),
            isDelta: response.status == 226)
    }
}

extension TransferResponse {
    /// True also where there was no redirect at all.
    fileprivate var wayIsPermanent: Bool {
        redirects.allSatisfy { $0 == 301 || $0 == 308 }
    }

    /// A feed with credentials in its URL and one that would lose its encryption stay where they are.
    fileprivate func movedTo(from request: FetchRequest) -> String? {
        guard !redirects.isEmpty, wayIsPermanent, url != request.url,
            request.url.withoutCredentials == request.url, url.withoutCredentials == url,
            request.url.scheme != "https" || url.scheme == "https"
        else { return nil }
        return url
    }
}

extension Validators {
    /// A 304 may repeat the validators or leave them out (RFC 9110 §15.4.5).
    fileprivate func completed(by older: Validators) -> Validators {
        Validators(etag: etag ?? older.etag, lastModified: lastModified ?? older.lastModified)
    }
}
