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
    /// A proxy URL; `nil` connects directly.
    package var proxy: String?

    package init(
        url: String, validators: Validators = Validators(), allowsPrivateAddress: Bool = false,
        credentials: Credentials? = nil, proxy: String? = nil
    ) {
        self.url = url
        self.validators = validators
        self.allowsPrivateAddress = allowsPrivateAddress
        self.credentials = credentials
        self.proxy = proxy
    }
}
