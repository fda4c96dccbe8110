// SPDX-License-Identifier: Apache-2.0

/// Whom a URL bothers.
package enum HostName {
    /// The host in lower case, without user, port and a final dot. `nil` where no server is asked (`file:`).
    package static func of(_ url: String) -> String? {
        guard let slashes = url.firstRange(of: "://"), !url.lowercased().hasPrefix("file:") else { return nil }
        let authority = url[slashes.upperBound...].prefix { !"/?#".contains($0) }
        let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        let host = place.hasPrefix("[") ? place.prefix { $0 != "]" } : place.prefix { $0 != ":" }
        return (host.hasSuffix(".") ? host.dropLast() : host).lowercased()
    }
}
