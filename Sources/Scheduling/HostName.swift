// SPDX-License-Identifier: Apache-2.0

/// Whom a URL bothers.
package enum HostName {
    /// The host in lower case, without user, port and a final dot. `nil` where no server is asked (`file:`).
    package static func of(_ url: String) -> String? {
        let bytes = url.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8),
            Substring(bytes[..<colon]).lowercased() != "file"
        else { return nil }
        let authority = bytes[colon...].dropFirst(3).prefix { !Self.endsOfAuthority.contains($0) }
        let place = authority.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false).last ?? authority
        let end = place.first == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: ":")
        let host = place.prefix { $0 != end }
        return Substring(host.last == UInt8(ascii: ".") ? host.dropLast() : host).lowercased()
    }

    /// Scheme, host and port as written, in lower case and without user: the bound within which a secret may travel.
    package static func origin(of url: String) -> String? {
        guard let host = of(url), let colon = url.firstIndex(of: ":") else { return nil }
        let authority = url[colon...].dropFirst(3).prefix { !"/?#".contains($0) }
        let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        let scheme = url[..<colon].lowercased()
        let port = place.drop { $0 != "]" }.isEmpty ? place : place.drop { $0 != "]" }
        let number = port.firstIndex(of: ":").map { String(port[port.index(after: $0)...]) } ?? ""
        let usual = scheme == "https" ? "443" : "80"
        return "\(scheme)://\(host.drop { $0 == "[" }):\(number.isEmpty ? usual : number)"
    }

    private static let endsOfAuthority = "/?#".utf8
}
