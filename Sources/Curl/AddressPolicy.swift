// SPDX-License-Identifier: Apache-2.0
// To which addresses a transfer may open a connection. Asked with the resolved address at the moment of connecting, so
// that neither a spelling nor a DNS answer that changes gets around it.

/// The gate before each connection of one transfer.
package enum AddressPolicy: Sendable, Hashable {
    /// Global addresses only.
    case publicOnly
    /// Also loopback, link-local, private and shared ones where the transfer starts. Redirects may stay there if it
    /// started there; a public server can not send it there.
    case privateWhereItStarts
    /// Anything: for a proxy, which the user named and which resolves the feed's name itself.
    case anything

    /// `isRedirected`: at least one redirect was followed. `startedPrivate`: the first connection was to a non-global
    /// address.
    package func permits(_ scope: AddressScope, isRedirected: Bool, startedPrivate: Bool) -> Bool {
        switch (self, scope) {
        case (.anything, _), (_, .global): true
        case (.publicOnly, _), (_, .multicast), (_, .unspecified), (_, .reserved): false
        case (.privateWhereItStarts, _): !isRedirected || startedPrivate
        }
    }
}
