// SPDX-License-Identifier: Apache-2.0
// Settings in the words of the rooms they are for.

package import Configuring
package import Fetching
package import Model

extension FetchLimits {
    package init(_ fetch: FetchSettings) {
        self.init(
            connectTimeout: fetch.connectTimeout, timeout: fetch.timeout, lowSpeedTime: fetch.lowSpeedTime,
            maxBodyBytes: fetch.maxBodyBytes, maxRedirects: fetch.maxRedirects, maxIdleConnections: fetch.concurrency,
            caFile: fetch.caFile)
    }
}

extension FetchSettings {
    /// The way of a feed that names none of its own.
    package var wayOut: FeedProxy {
        proxy.map { .through(url: $0, credentials: proxyCredentials) } ?? .direct
    }

    /// The User-Agent header: who asks, and how a publisher can reach them.
    package var agent: String {
        let name = userAgent ?? "feedwatch/\(Version.text)"
        return contact.map { "\(name) (+\($0))" } ?? name
    }
}
