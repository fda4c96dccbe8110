// SPDX-License-Identifier: Apache-2.0

/// An http(s) URL taken apart, for recognising sites.
struct WebAddress {
    /// Scheme and authority, without user and password.
    let origin: String
    /// In lower case, without port and `www.`.
    let host: String
    /// The parts of the path that are not empty.
    let path: [String]
    /// The names and values of the query, percent-escapes left as they are.
    let query: [String: String]
    /// The address up to the last slash of its path, the whole path where its last part is no file's name.
    let directory: String

    init?(_ url: String) {
        guard let mark = url.firstRange(of: "://") else { return nil }
        let scheme = url[..<mark.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = url[mark.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let server = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        guard !server.isEmpty else { return nil }
        origin = scheme + "://" + server
        let name = server.prefix { $0 != ":" }.lowercased()
        host = name.hasPrefix("www.") ? String(name.dropFirst(4)) : name
        let tail = rest.dropFirst(authority.count)
        let whole = tail.prefix { $0 != "?" }
        path = whole.split(separator: "/").map(String.init)
        query = Self.query(tail.dropFirst(whole.count + 1))
        let isFile = !whole.hasSuffix("/") && path.last?.contains(".") == true
        let folders = isFile ? path.dropLast() : path[...]
        directory = origin + "/" + folders.map { $0 + "/" }.joined()
    }

    private static func query(_ text: Substring) -> [String: String] {
        let pairs = text.split(separator: "&").map { parameter in
            let parts = parameter.split(separator: "=", maxSplits: 1).map(String.init)
            return (parts.first?.lowercased() ?? "", parts.count > 1 ? parts[1] : "")
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// Whether the host is `name` or below it.
    func isAt(_ name: String) -> Bool {
        host == name || host.hasSuffix("." + name)
    }
}
