// SPDX-License-Identifier: Apache-2.0
// What a server's answer says about an alert.

import Curl
import Model

/// The part of a response that decides.
struct HTTPAnswer {
    let status: Int
    let retryAfter: String?
    /// The beginning of what came with a refusal.
    let text: String

    init(status: Int, retryAfter: String? = nil, text: String = "") {
        (self.status, self.retryAfter, self.text) = (status, retryAfter, text)
    }

    init(_ response: TransferResponse) {
        self.init(
            status: response.status, retryAfter: response.headers["Retry-After"],
            text: Self.text(in: response.body.prefix(1_024)))
    }

    /// What a person can read of it: nothing of a picture or of compressed bytes.
    private static func text(in bytes: some Collection<UInt8>) -> String {
        let isText = bytes.allSatisfy { $0 >= 0x20 || (0x07...0x0D).contains($0) || $0 == 0x1B }
        return isText ? String(decoding: bytes, as: UTF8.self) : "(an answer that is no text)"
    }

    /// `nil` for success. `place` is whom we asked.
    func failure(from place: String, secrets: [String], now: Timestamp) -> SendFailure? {
        if (200...299).contains(status) { return nil }
        let said = text.hiding(secrets).cleaned(limit: 200)
        let message = "send to \(place): HTTP \(status)" + advice + (said.isEmpty ? "" : ": \(said)")
        return SendFailure(message, retryAfter: wait)
    }

    /// RFC 9110 §10.2.3 in seconds. Services that take messages send no dates.
    private var wait: Duration? {
        guard status == 429 || status == 503, let retryAfter, let seconds = Double(retryAfter), seconds >= 0 else {
            return nil
        }
        return .seconds(min(seconds, 86_400).rounded(.up))
    }

    private var advice: String {
        switch status {
        case 300...399: " (redirects are not followed; name the address itself)"
        case 401, 403: " (the secret is not accepted)"
        case 404, 410: " (there is no such address; look at the sink's keys)"
        case 429: " (too many at once)"
        default: ""
        }
    }

    /// Scheme and host of a URL, whose path may be a secret.
    static func origin(of url: String) -> String {
        let plain = url.withoutUserinfo
        guard let scheme = plain.firstRange(of: "://") else { return "the address" }
        let authority = plain[scheme.upperBound...].prefix { !"/?#".contains($0) }
        return String(plain[..<scheme.upperBound] + authority).cleaned(limit: 256)
    }
}

extension TransferError {
    /// For a line of the status.
    var words: String {
        switch kind {
        case .blockedAddress: "address refused (allow_private: true permits a server of your own network): \(message)"
        case .certificateUnknownIssuer: "TLS: certificate of an unknown issuer (name it with ca_file if it is yours)"
        case .certificateExpired: "TLS: certificate expired or not yet valid"
        case .certificateWrongHost: "TLS: certificate of another host"
        default: message
        }
    }
}

extension String {
    /// The text with every secret in it replaced.
    func hiding(_ secrets: [String]) -> String {
        secrets.filter { !$0.isEmpty }.reduce(self) { $0.replacing($1, with: "***") }
    }
}
