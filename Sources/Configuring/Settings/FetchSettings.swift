// SPDX-License-Identifier: Apache-2.0

package import Model

/// How feeds are polled, and the bounds of one transfer.
package struct FetchSettings: Sendable, Hashable {
    /// How often a feed with two entries an hour is polled; others more or less often, by their own rhythm.
    package var interval = Duration.seconds(1_800)
    /// No feed is polled more often, unless its publisher or its own `every` allows it.
    package var floor = Duration.seconds(300)
    /// No feed is polled more seldom, unless its own `every` says so.
    package var cap = Duration.seconds(86_400)
    /// Transfers at once from one host.
    package var perHost = 2
    /// The least time between the starts of two transfers from one host; zero for none.
    package var hostGap = Duration.seconds(1)
    /// Transfers at once in all.
    package var concurrency = 24
    package var connectTimeout = Duration.seconds(10)
    /// For the whole transfer, redirects included.
    package var timeout = Duration.seconds(60)
    /// A transfer that brings less than 64 bytes a second for this long is ended.
    package var lowSpeedTime = Duration.seconds(10)
    /// Bytes of one document, after decompression.
    package var maxBodyBytes = 16 << 20
    package var maxRedirects = 8
    /// `nil` takes the program's own.
    package var userAgent: String?
    /// An address or URL for publishers, added to the program's own user agent.
    package var contact: String?
    /// A file of CA certificates (PEM); absolute. `nil` takes the system's.
    package var caFile: String?
    /// A proxy's URL, for the feeds that name none of their own; `nil` for direct connections.
    package var proxy: String?
    package var proxyCredentials: Credentials?

    package init() {}

    static let section = Section<FetchSettings>([
        .value(
            "interval", \.interval, .duration(.seconds(1)...maximumInterval), isOverridable: true,
            "How often a feed with two entries an hour is polled; others by their rhythm, their publisher's wishes or "
                + "their own 'every'."),
        .value(
            "floor", \.floor, .duration(.zero...maximumInterval),
            "No feed is polled more often than this, unless its publisher or its own 'every' allows it."),
        .value(
            "cap", \.cap, .duration(.seconds(1)...maximumInterval),
            "No feed is polled more seldom than this, unless its own 'every' says so."),
        .value("per_host", \.perHost, .count(1...1_000), "Transfers at once from one host."),
        .value(
            "host_gap", \.hostGap, .duration(.zero...(.seconds(3_600))),
            "The least time between the starts of two transfers from one host; 0s for none."),
        .value("concurrency", \.concurrency, .count(1...1_000), "Transfers at once in all."),
        .value(
            "connect_timeout", \.connectTimeout, .duration(.seconds(1)...(.seconds(300))),
            "The longest wait for a connection, TLS included."),
        .value(
            "timeout", \.timeout, .duration(.seconds(1)...(.seconds(3_600))),
            "The longest time for one transfer, redirects included."),
        .value(
            "low_speed_time", \.lowSpeedTime, .duration(.seconds(1)...(.seconds(3_600))),
            "A transfer that brings less than 64 bytes a second for this long is ended."),
        .value(
            "max_body", \.maxBodyBytes, .size(1_024...(1 << 30)), "The largest document, after decompression."),
        .value("max_redirects", \.maxRedirects, .count(0...50), "Redirects followed in one transfer."),
        .optional("user_agent", \.userAgent, .text, "The User-Agent header, in place of the program's own."),
        .optional(
            "contact", \.contact, .text, "An e-mail address or URL for publishers, added to the User-Agent header."),
        .optional("ca_file", \.caFile, .path, "A file of CA certificates (PEM), in place of the system's."),
        .optional(
            "proxy", \.proxy, .proxy,
            "A proxy for all feeds that name none of their own, such as socks5h://127.0.0.1:9050."),
        .optional(
            "proxy_auth", \.proxyCredentials, CredentialSettings.ofProxy,
            "Who asks the proxy; the secret stands in a file of its own."),
    ])

    private static let maximumInterval = Duration.seconds(30 * 86_400)
}
