// SPDX-License-Identifier: Apache-2.0

/// Who connects in our place. Where it is, is its user's choice: the address policy judges the host that it is asked
/// for, as far as that is written as an address, and not the proxy.
package struct Proxy: Sendable, Hashable {
    /// `http:`, `https:`, `socks4:`, `socks4a:`, `socks5:` or `socks5h:`.
    package let url: String
    /// For the proxy alone: basic or digest with `http:` and `https:`, plain with `socks5:`.
    package let authentication: Authentication?

    package init(url: String, authentication: Authentication? = nil) {
        self.url = url
        self.authentication = authentication
    }
}
