// SPDX-License-Identifier: Apache-2.0
// To which addresses a transfer may open a connection. Asked with the resolved address at the moment of connecting, so
// that neither a spelling nor a DNS answer that changes gets around it.

/// The gate before each connection and each request of one transfer.
package enum AddressPolicy: Sendable, Hashable {
    /// Global addresses only.
    case publicOnly
    /// Also loopback, link-local, private and shared ones, but only of the host that the request's own URL names:
    /// a redirect to any other host is held to global addresses, wherever it comes from.
    case privateOfOwnHost

    /// `isOwnHost`: the URL that is followed now names the host of the request's URL.
    package func permits(_ scope: AddressScope, isOwnHost: @autoclosure () -> Bool) -> Bool {
        switch (self, scope) {
        case (_, .global): true
        case (.publicOnly, _), (_, .multicast), (_, .unspecified), (_, .reserved), (_, .metadata): false
        case (.privateOfOwnHost, _): isOwnHost()
        }
    }
}
