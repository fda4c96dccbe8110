// SPDX-License-Identifier: Apache-2.0
// One GET, with everything that bounds it.

/// A GET over HTTP(S). Values with control characters are refused before they reach the wire.
package struct TransferRequest: Sendable {
    /// `http:` or `https:`. User and password in it go to that host only.
    package var url: String
    /// Sent to every host of a redirect chain, in this order; secrets belong to `authentication`.
    package var fields: [(name: String, value: String)]
    package var userAgent: String
    package var authentication: Authentication?
    /// A proxy URL; `nil` connects directly, whatever the environment says.
    package var proxy: String?
    /// A PEM file with the authorities to trust. `nil` takes the library's own default.
    package var caFile: String?
    package var addressPolicy: AddressPolicy
    package var limits: TransferLimits
    /// Who gets a large body while it arrives.
    package var receiver: BodyReceiver?

    package init(
        url: String, fields: [(name: String, value: String)] = [], userAgent: String = "",
        authentication: Authentication? = nil, proxy: String? = nil, caFile: String? = nil,
        addressPolicy: AddressPolicy = .publicOnly, limits: TransferLimits = TransferLimits(),
        receiver: BodyReceiver? = nil
    ) {
        self.url = url
        self.fields = fields
        self.userAgent = userAgent
        self.authentication = authentication
        self.proxy = proxy
        self.caFile = caFile
        self.addressPolicy = addressPolicy
        self.limits = limits
        self.receiver = receiver
    }
}

/// Who asks. libcurl does not send it to another host, port or scheme when it follows a redirect.
package enum Authentication: Sendable, Hashable {
    case basic(user: String, password: String)
    case bearer(token: String)
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
    /// After decompression.
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
