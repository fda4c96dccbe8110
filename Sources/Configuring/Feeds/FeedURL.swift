// SPDX-License-Identifier: Apache-2.0
// Which addresses a feed may have. The address as written is the feed's identity, so nothing but `file:` is rewritten.

/// A checked feed address.
struct FeedURL: Sendable {
    let url: String
    /// For finding one feed listed twice: scheme and host in lower case.
    let identity: String
    /// The path of a `file:` URL that was written as an absolute one.
    let absoluteFile: Substring?

    private init(_ url: String, identity: String, absoluteFile: Substring? = nil) {
        (self.url, self.identity, self.absoluteFile) = (url, identity, absoluteFile)
    }

    struct Fault: Error {
        let message: String
        let advice: String

        init(_ message: String, _ advice: String) {
            (self.message, self.advice) = (message, advice)
        }
    }

    /// Accepts http and https with a host, and `file:`. `file:name.xml` is relative to `directory` (absolute).
    static func read(_ text: String, directory: String) throws(Fault) -> FeedURL {
        if text.hasPrefix("|") { throw Fault("this is a command", noPrograms) }
        if text.unicodeScalars.contains(where: { $0.properties.isWhitespace }) {
            throw Fault("a URL holds no white space", "write a space as %20")
        }
        guard let colon = text.firstIndex(of: ":"), text[..<colon].allSatisfy(isSchemeCharacter) else {
            throw Fault("\(text.quoted) is no URL", withoutScheme(text))
        }
        let rest = text[text.index(after: colon)...]
        switch text[..<colon].lowercased() {
        case "http", "https": return try web(text, scheme: text[..<colon].lowercased(), rest)
        case "file": return try file(rest, directory)
        case let scheme: throw Fault("a feed's URL cannot begin with \((scheme + ":").quoted)", advice(scheme, rest))
        }
    }

    private static func web(_ text: String, scheme: String, _ rest: Substring) throws(Fault) -> FeedURL {
        guard rest.hasPrefix("//") else {
            throw Fault("\(text.quoted) is no URL", "write \(scheme)://\(rest.drop { $0 == "/" })")
        }
        let authority = rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@") else {
            throw Fault(
                "a URL holds no user name or password here",
                "write auth: {user: NAME, password_file: FILE}, and the URL without them")
        }
        try checkHost(authority)
        let path = rest.dropFirst(2 + authority.count)
        return FeedURL(text, identity: "\(scheme)://\(authority.lowercased())\(path.isEmpty ? "/" : path)")
    }

    private static func checkHost(_ authority: Substring) throws(Fault) {
        let bracket = authority.hasPrefix("[") ? authority.firstIndex(of: "]") : authority.startIndex
        guard let bracket else {
            throw Fault("the ']' of the URL's IPv6 address is missing", "write http://[::1]/feed")
        }
        let colon = authority[bracket...].firstIndex(of: ":")
        guard !authority[..<(colon ?? authority.endIndex)].isEmpty else {
            throw Fault("the URL has no host", "write it whole, such as https://example.org/feed.xml")
        }
        guard let port = colon.map({ authority[authority.index(after: $0)...] }), !port.isEmpty else { return }
        guard port.allSatisfy(\.isASCII), UInt16(port) != nil, port.first != "+" else {
            throw Fault(
                "the URL's port \(String(port).quoted) is no number up to 65535", "leave it out for the usual one")
        }
    }

    /// RFC 8089, and `file:name.xml` for a file in the configuration's directory.
    private static func file(_ rest: Substring, _ directory: String) throws(Fault) -> FeedURL {
        let local =
            rest.hasPrefix("//localhost/") ? rest.dropFirst(11) : rest.hasPrefix("///") ? rest.dropFirst(2) : rest
        guard !local.hasPrefix("//") else {
            let name = local.dropFirst(2)
            throw Fault("a file URL names no host", "write file:///\(name), or file:\(name) beside the configuration")
        }
        guard !local.isEmpty, local != "/", !local.hasSuffix("/") else {
            throw Fault("the URL names no file", "write file:name.xml or file:///path/to/name.xml")
        }
        let path = PathText.absolute(String(local), from: percentEncoded(directory))
        return FeedURL("file://" + path, identity: "file://" + path, absoluteFile: local.hasPrefix("/") ? local : nil)
    }

    /// The directory is a path, not part of a URL: what has a meaning in URLs is encoded (RFC 3986 §2.1).
    private static func percentEncoded(_ path: String) -> String {
        var out = ""
        for byte in path.utf8 {
            let character = Character(Unicode.Scalar(byte))
            if byte < 0x80, isSchemeCharacter(character) || "/_~".contains(character) {
                out.append(character)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                out += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return out
    }

    /// For messages: a user name and password in `text` become `…`.
    static func withoutCredentials(_ text: String) -> String {
        guard let slashes = text.firstRange(of: "://") else { return text }
        let authority = text[slashes.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@") else { return text }
        return text[..<slashes.upperBound] + "…" + text[at...]
    }

    private static func isSchemeCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "+-.".contains(character))
    }

    private static func withoutScheme(_ text: String) -> String {
        text.contains(".") && !text.hasPrefix("/") ? "write https://\(text)" : "write https://…, http://… or file:…"
    }

    /// newsboat's `exec:`, `filter:` and `|`.
    private static let noPrograms =
        "feedwatch runs no programs for feeds: let a timer write the output to a file, and name that by file:"

    private static func advice(_ scheme: String, _ rest: Substring) -> String {
        switch scheme {
        case "exec", "filter": return noPrograms
        case "query": return "what chooses among entries here is a topic: see topics/"
        default: break
        }
        if scheme == "feed" || scheme.contains(".") || scheme == "localhost" {
            return "write https:" + (rest.hasPrefix("//") ? "" : "//" + (scheme == "feed" ? "" : scheme + ":")) + rest
        }
        let near = NearestWord.to(scheme, among: ["https", "http", "file"])
        return near.map { "write \($0):\(rest)" } ?? "http, https and file are possible"
    }
}
