// SPDX-License-Identifier: Apache-2.0
// A transfer's error in the words of feeds, with what the user can do about it.

import Curl

extension FetchFailure {
    init(_ error: TransferError, url: String) {
        let (kind, words) = Self.reading(of: error.kind)
        self.init(kind: kind, url: url, reason: words.isEmpty ? error.message : "\(words): \(error.message)")
    }

    private static func reading(of kind: TransferError.Kind) -> (Kind, String) {
        switch kind {
        case .invalidRequest: (.invalidURL, "URL")
        case .resolve: (.dns, "DNS")
        case .connect: (.connect, "connect")
        case .proxy: (.proxy, "proxy")
        case .timeout: (.timeout, "timeout")
        case .certificateUnknownIssuer:
            (.tlsUnknownIssuer, "TLS: certificate of an unknown issuer (name it with fetch.ca_file if it is yours)")
        case .certificateExpired: (.tlsExpired, "TLS: certificate expired or not yet valid")
        case .certificateWrongHost: (.tlsWrongHost, "TLS: certificate of another host")
        case .tls: (.tls, "TLS")
        case .blockedAddress:
            (.blockedAddress, "address refused (allow_private: true permits a feed of your own network)")
        case .bodyTooLarge: (.tooLarge, "too large (see fetch.max_body)")
        case .headersTooLarge: (.tooLarge, "too large")
        case .tooManyRedirects: (.tooManyRedirects, "redirects")
        case .forbiddenScheme: (.forbiddenRedirect, "only http and https")
        case .truncated: (.truncated, "the connection ended early")
        case .contentEncoding: (.encoding, "compression")
        case .cancelled: (.cancelled, "")
        case .other: (.other, "")
        }
    }
}
