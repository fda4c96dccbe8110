// SPDX-License-Identifier: Apache-2.0
// Alerts over HTTP. Only an answer of 200 to 299 means that an alert arrived; redirects are not followed, so that neither
// an alert nor a token goes to somebody whom the user did not name.

import Curl
package import Model

/// How servers are spoken to.
package struct HTTPSending: Sendable {
    /// For one alert, the connection included.
    var timeout: Duration
    var caFile: String?
    /// Whether the server may be on a network that is not the internet.
    var allowsPrivateAddress: Bool
    let userAgent: String

    package init(timeout: Duration, caFile: String?, allowsPrivateAddress: Bool, userAgent: String) {
        self.timeout = timeout
        self.caFile = caFile
        self.allowsPrivateAddress = allowsPrivateAddress
        self.userAgent = userAgent
    }
}

/// Sends each alert as one request in a service's format.
package struct HTTPSender: AlertSender {
    private let format: any AlertFormat
    private let options: HTTPSending
    private let transport: SinkTransport

    package init(_ format: any AlertFormat, options: HTTPSending, over transport: SinkTransport) {
        self.format = format
        self.options = options
        self.transport = transport
    }

    package nonisolated(nonsending) func send(_ alert: Alert, at now: Timestamp) async -> SendFailure? {
        let message = format.message(for: alert, at: now)
        let place = HTTPAnswer.origin(of: message.url)
        switch await transport.transfers.perform(request(message)) {
        case .success(let response):
            return HTTPAnswer(response).failure(from: place, secrets: format.secrets, now: now)
        case .failure(let error):
            return SendFailure("send to \(place): " + error.words.hiding(format.secrets))
        }
    }

    private func request(_ message: HTTPMessage) -> TransferRequest {
        var request = TransferRequest(
            url: message.url,
            fields: [HeaderField("Content-Type", "application/json; charset=utf-8")]
                + message.fields.map { HeaderField($0.name, $0.value) },
            userAgent: options.userAgent, caFile: options.caFile ?? CertificateAuthorities.systemBundle,
            addressPolicy: options.allowsPrivateAddress ? .privateOfOwnHost : .publicOnly,
            limits: TransferLimits(within: options.timeout, maxBodyBytes: 64 << 10, maxHeaderBytes: 64 << 10))
        request.payload = message.method == .put ? .put(message.body) : .post(message.body)
        return request
    }
}
