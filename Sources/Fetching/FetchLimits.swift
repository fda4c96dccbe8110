// SPDX-License-Identifier: Apache-2.0

/// What one fetch may cost. The defaults are those of the configuration.
package struct FetchLimits: Sendable, Hashable {
    /// DNS, TCP and TLS of one connection.
    package var connectTimeout: Duration
    /// The whole fetch, redirects included.
    package var timeout: Duration
    /// A server that sends less than 64 bytes a second for this long is given up.
    package var lowSpeedTime: Duration
    /// Of the document after decompression; holds for files, too.
    package var maxBodyBytes: Int
    /// Of all header lines on the way, redirects included.
    package var maxHeaderBytes: Int
    package var maxRedirects: Int
    /// Connections kept for the next poll, altogether.
    package var maxIdleConnections: Int
    /// A PEM file with the authorities to trust; `nil` takes the system's.
    package var caFile: String?

    package init(
        connectTimeout: Duration = .seconds(10), timeout: Duration = .seconds(60),
        lowSpeedTime: Duration = .seconds(10), maxBodyBytes: Int = 16 << 20, maxHeaderBytes: Int = 256 << 10,
        maxRedirects: Int = 8, maxIdleConnections: Int = 64, caFile: String? = nil
    ) {
        self.connectTimeout = connectTimeout
        self.timeout = timeout
        self.lowSpeedTime = lowSpeedTime
        self.maxBodyBytes = maxBodyBytes
        self.maxHeaderBytes = maxHeaderBytes
        self.maxRedirects = maxRedirects
        self.maxIdleConnections = maxIdleConnections
        self.caFile = caFile
    }
}
