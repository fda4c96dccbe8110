// SPDX-License-Identifier: Apache-2.0
// The address policy at work: at each socket, and again at each request, which may use a connection opened for another.

extension Transfer {
    /// Whether the next request may go over a connection to this address. `nil` stands for what is no IP address.
    /// Through a proxy the address is the proxy's, and what can be judged is the host that it is asked for.
    func permits(_ address: IPAddress?) -> Bool {
        if request.proxy != nil { return permitsAskingProxy() }
        guard let address else {
            return refuse(TransferError(kind: .blockedAddress, message: "not an internet address"))
        }
        return permits(
            address.scope, named: address.description, isOwnHost: isAtOwnHost(currentOrigin))
    }

    /// A name is resolved by the proxy, in its network and by its rules. An address, in any spelling, and `localhost`
    /// need no resolving, and are refused here before the proxy hears of them.
    private func permitsAskingProxy() -> Bool {
        guard let origin = currentOrigin else {
            return refuse(TransferError(kind: .blockedAddress, message: "the host can not be read"))
        }
        guard let scope = origin.address?.scope ?? (origin.isLocalhost ? .loopback : nil) else { return true }
        return permits(scope, named: origin.host, isOwnHost: isAtOwnHost(origin))
    }

    /// By the URL that libcurl asks now, whatever was made of the header so far.
    private var currentOrigin: Origin? { Origin(currentURL) }

    private func isAtOwnHost(_ origin: Origin?) -> Bool {
        origin != nil && origin?.host == ownOrigin?.host
    }

    private func permits(
        _ scope: AddressScope, named name: @autoclosure () -> String, isOwnHost: @autoclosure () -> Bool
    ) -> Bool {
        if request.addressPolicy.permits(scope, isOwnHost: isOwnHost()) { return true }
        let message = "\(name()) is a \(scope.rawValue) address" + (isRedirected ? ", reached by a redirect" : "")
        return refuse(TransferError(kind: .blockedAddress, message: message))
    }
}
