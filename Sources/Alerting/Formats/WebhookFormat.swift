// SPDX-License-Identifier: Apache-2.0
// Alerts as JSON, signed by the Standard Webhooks specification (standardwebhooks.com), for which receivers find libraries
// in most languages: `webhook-signature` is `v1,` and the Base64 of HMAC-SHA256 over id, time and body.

import Crypto
import Foundation
package import Model

/// Posts the object of alerts.jsonl.
package struct WebhookFormat: AlertFormat {
    private let url: String
    private let key: SymmetricKey?
    private let token: String?
    package let secrets: [String]

    /// `secret`: `whsec_` and the Base64 of 24 to 64 bytes; `nil` sends unsigned. `token`: a bearer token.
    /// `nil` for a secret of another form.
    package init?(url: String, secret: String?, token: String?) {
        self.url = url
        self.token = token
        secrets = [secret, token].compactMap(\.self)
        guard let secret else {
            key = nil
            return
        }
        guard let bytes = Self.keyBytes(of: secret) else { return nil }
        key = SymmetricKey(data: bytes)
    }

    private static func keyBytes(of secret: String) -> Data? {
        guard secret.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(secret.dropFirst(6))),
            (24...64).contains(bytes.count)
        else { return nil }
        return bytes
    }

    package func message(for alert: Alert, at now: Timestamp) -> HTTPMessage {
        let body = Array(AlertLine.json(alert).utf8)
        let id = alert.id.cleaned(limit: AlertLine.Limit.term)
        var message = HTTPMessage(url: url, body: body)
        message.add("webhook-id", id)
        message.add("webhook-timestamp", String(now.seconds))
        if let key {
            let signed = Data("\(id).\(now.seconds).".utf8) + body
            let code = HMAC<SHA256>.authenticationCode(for: signed, using: key)
            message.add("webhook-signature", "v1," + Data(code).base64EncodedString())
        }
        // draft-ietf-httpapi-idempotency-key-header: a string of RFC 8941.
        message.add("Idempotency-Key", "\"\(id)\"")
        if let token { message.add("Authorization", "Bearer " + token) }
        return message
    }
}
