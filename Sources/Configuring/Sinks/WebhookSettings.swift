// SPDX-License-Identifier: Apache-2.0

/// Alerts as JSON to a server of the user's own.
package struct WebhookSettings: Sendable, Hashable {
    package var url = ""
    /// A file with the secret that signs each request; absolute, `nil` sends them unsigned.
    package var secretFile: String?
    /// A file with a bearer token; absolute.
    package var tokenFile: String?
    package var http = HTTPSinkSettings()

    package init() {}
}

extension WebhookSettings: HTTPSinkForm {
    static let required = [(key: "url", example: "https://example.org/alerts")]

    static let settings: [Setting<WebhookSettings>] =
        [
            .value("url", \.url, .webURL, "Where each alert is posted to, as alerts.jsonl has it."),
            .optional(
                "secret_file", \.secretFile, .path,
                "A file whose first line is a Standard Webhooks secret (whsec_…); each request is signed with it."),
            .optional("token_file", \.tokenFile, .path, "A file whose first line is a bearer token."),
        ] + httpSettings
}
