// SPDX-License-Identifier: Apache-2.0
// One request, with everything that bounds it.

/// A request over HTTP(S), or a mail. Values with control characters are refused before they reach the wire.
package struct TransferRequest: Sendable {
    /// `http:` or `https:`; `smtp:` or `smtps:` for a mail. User and password in it go to that host only.
    package var url: String
    /// Sent to every host of a redirect chain, in this order.
    package var fields: [HeaderField]
    /// Sent to the origin of `url` alone; one with the name of another field takes its place there.
    package var ownFields: [HeaderField]
    package var userAgent: String
    package var authentication: Authentication?
    package var clientCertificate: ClientCertificate?
    /// Cookies of earlier responses (CURLOPT_COOKIELIST lines), to be sent where they belong; `nil` takes none and
    /// keeps none.
    package var cookies: [String]?
    /// `nil` connects directly, whatever the environment says.
    package var proxy: Proxy?
    /// A PEM file with the authorities to trust. `nil` takes the library's own default.
    package var caFile: String?
    package var addressPolicy: AddressPolicy
    package var limits: TransferLimits
    /// `nil` for a GET.
    package var payload: TransferPayload?
    /// Who gets a large body while it arrives.
    package var receiver: BodyReceiver?
    /// Called once on libcurl's thread when the transfer is not over after a quarter to half a second.
    package var onSlow: (@Sendable () -> Void)?

    package init(
        url: String, fields: [HeaderField] = [], ownFields: [HeaderField] = [], userAgent: String = "",
        authentication: Authentication? = nil, clientCertificate: ClientCertificate? = nil, cookies: [String]? = nil,
        proxy: Proxy? = nil, caFile: String? = nil, addressPolicy: AddressPolicy = .publicOnly,
        limits: TransferLimits = TransferLimits(), receiver: BodyReceiver? = nil, onSlow: (@Sendable () -> Void)? = nil
    ) {
        self.url = url
        self.fields = fields
        self.ownFields = ownFields
        self.userAgent = userAgent
        self.authentication = authentication
        self.clientCertificate = clientCertificate
        self.cookies = cookies
        self.proxy = proxy
        self.caFile = caFile
        self.addressPolicy = addressPolicy
        self.limits = limits
        self.receiver = receiver
        self.onSlow = onSlow
    }
}

/// What one transfer may cost. Spans below a millisecond count as one.
package struct TransferLimits: Sendable, Hashable {
    /// DNS, TCP and TLS of one connection.
    package var connectTimeout: Duration
    /// The whole transfer, redirects included.
    package var timeout: Duration
    /// A transfer that brings less than `lowSpeedBytes` a second for this long is ended.
    package var lowSpeedTime: Duration
    package var lowSpeedBytes: Int
    /// After decompression; and before it, of each response, the body of a redirect included.
    package var maxBodyBytes: Int
    /// All header lines of all responses on the way, status lines and interim responses included.
    package var maxHeaderBytes: Int
    package var maxRedirects: Int

    package init(
        connectTimeout: Duration = .seconds(10), timeout: Duration = .seconds(60),
        lowSpeedTime: Duration = .seconds(10), lowSpeedBytes: Int = 64, maxBodyBytes: Int = 16 << 20,
        maxHeaderBytes: Int = 256 << 10, maxRedirects: Int = 8
    ) {
        self.connectTimeout = connectTimeout
        self.timeout = timeout
        self.lowSpeedTime = lowSpeedTime
        self.lowSpeedBytes = lowSpeedBytes
        self.maxBodyBytes = maxBodyBytes
        self.maxHeaderBytes = maxHeaderBytes
        self.maxRedirects = maxRedirects
    }
}
