// SPDX-License-Identifier: Apache-2.0

package import Model

/// Which document to get, and what is known of it.
package struct FetchRequest: Sendable, Hashable {
    /// `http:`, `https:` or an absolute `file:` URL.
    package var url: String
    /// What the server gave last time; an unchanged document is then not sent again.
    package var validators: Validators
    /// Whether `url` may be on a loopback, link-local or private address.
    package var allowsPrivateAddress: Bool
    package var credentials: Credentials?
    package var proxy: FeedProxy
    package var asking: Asking
    /// Whose cookies are sent and kept, such as the feed's configured URL; `nil` for none. Cookies live as long as the
    /// `Fetcher`.
    package var cookieJar: String?

    package init(
        url: String, validators: Validators = Validators(), allowsPrivateAddress: Bool = false,
        credentials: Credentials? = nil, proxy: FeedProxy = .direct, asking: Asking = Asking(),
        cookieJar: String? = nil
    ) {
        self.url = url
        self.validators = validators
        self.allowsPrivateAddress = allowsPrivateAddress
        self.credentials = credentials
        self.proxy = proxy
        self.asking = asking
        self.cookieJar = cookieJar
    }
}
