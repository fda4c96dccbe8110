// SPDX-License-Identifier: Apache-2.0
// Alerts by e-mail: one message an alert, taken or refused by the server before it counts as told.

import Curl
package import Model

/// How a mail server is reached.
package struct MailServer: Sendable {
    /// `smtp://host:587` or `smtps://host:465`.
    let url: String
    /// Whether nothing is said in clear: `smtp:` then goes on only when STARTTLS has succeeded.
    let requiresTLS: Bool
    let user: String?
    let password: String?
    let timeout: Duration
    let caFile: String?
    let allowsPrivateAddress: Bool

    package init(
        url: String, requiresTLS: Bool, user: String?, password: String?, timeout: Duration, caFile: String?,
        allowsPrivateAddress: Bool
    ) {
        self.url = url
        self.requiresTLS = requiresTLS
        self.user = user
        self.password = password
        self.timeout = timeout
        self.caFile = caFile
        self.allowsPrivateAddress = allowsPrivateAddress
    }
}

/// Sends each alert as a message to a few people.
package struct MailSender: AlertSender {
    private let format: MailFormat
    private let server: MailServer
    private let transport: SinkTransport

    package init(_ format: MailFormat, to server: MailServer, over transport: SinkTransport) {
        self.format = format
        self.server = server
        self.transport = transport
    }

    package nonisolated(nonsending) func send(_ alert: Alert, at now: Timestamp) async -> SendFailure? {
        // The path is the name with which libcurl greets the server (EHLO).
        var request = TransferRequest(
            url: server.url + "/" + format.domain, caFile: server.caFile ?? CertificateAuthorities.systemBundle,
            addressPolicy: server.allowsPrivateAddress ? .privateOfOwnHost : .publicOnly,
            limits: TransferLimits(within: server.timeout, maxHeaderBytes: 64 << 10))
        if let user = server.user, let password = server.password {
            request.authentication = .basic(user: user, password: password)
        }
        request.payload = .mail(
            Mail(
                from: format.from, recipients: format.recipients, message: format.message(for: alert, at: now),
                requiresTLS: server.requiresTLS))
        switch await transport.transfers.perform(request) {
        case .success: return nil
        case .failure(let error):
            let reason = error.words.hiding([server.password].compactMap(\.self))
            return SendFailure("mail over \(server.url): \(reason)")
        }
    }
}
