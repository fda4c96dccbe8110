// SPDX-License-Identifier: Apache-2.0
// Relative references (RFC 3986, section 5.2) on the text of links as feeds write them: nothing is escaped or unescaped,
// so that a link stays as published.

package enum URLReference {
    /// `reference` made absolute; relative to a base that is relative itself, it stays so. Without a base, or where the
    /// base is not hierarchical, it comes back as it is, white space at its ends and line breaks within it taken out.
    package static func resolve(_ reference: String, against base: String?) -> String {
        let text = cleaned(reference)
        guard let base, !isAbsolute(text) else { return text }
        guard let parts = Parts(base) else { return isAbsolute(base) ? text : joined(base, text) }
        if text.isEmpty { return parts.beforeFragment }
        if text.hasPrefix("//") { return parts.scheme + ":" + text }
        if text.hasPrefix("/") { return parts.origin + withoutDots(text) }
        if text.hasPrefix("?") { return parts.origin + parts.path + text }
        if text.hasPrefix("#") { return parts.beforeFragment + text }
        return parts.origin + withoutDots(parts.directory + text)
    }

    /// Whether other references can be relative to it: not to `urn:…` or `mailto:…`.
    static func canBeBase(_ text: String) -> Bool {
        !isAbsolute(text) || Parts(text) != nil
    }

    /// A relative reference after the directory of a relative base.
    private static func joined(_ base: String, _ text: String) -> String {
        if text.isEmpty { return base }
        guard let first = text.utf8.first, !"/?#".utf8.contains(first), let slash = base.lastIndex(of: "/") else {
            return text
        }
        return base[...slash] + text
    }

    /// Whether it begins with a scheme.
    package static func isAbsolute(_ text: String) -> Bool {
        if text.hasPrefix("https://") || text.hasPrefix("http://") { return true }
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), let first = text.utf8.first else { return false }
        guard first.isLetter else { return false }
        return text.utf8[..<colon].allSatisfy { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
    }

    /// The text where it is an address of a page.
    static func web(_ text: String) -> String? {
        text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
    }

    private static func cleaned(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.contains(where: { $0 <= 0x20 }) else { return nil }
            let kept = bytes.trimmed.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
            return String(decoding: kept, as: UTF8.self)
        } ?? text
    }

    /// Takes `.` and `..` out of a path; a query and a fragment after it stay (RFC 3986, 5.2.4).
    private static func withoutDots(_ text: String) -> String {
        guard text.contains("/.") else { return text }
        let end = text.firstIndex { $0 == "?" || $0 == "#" } ?? text.endIndex
        let segments = text[..<end].split(separator: "/", omittingEmptySubsequences: false)
        var kept: [Substring] = []
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            if segment == ".." {
                if kept.count > 1 { kept.removeLast() }
                if isLast { kept.append("") }
            } else if segment == "." {
                if isLast { kept.append("") }
            } else {
                kept.append(segment)
            }
        }
        return kept.joined(separator: "/") + text[end...]
    }

    /// A hierarchical base URL taken apart.
    private struct Parts {
        let scheme: String
        /// Scheme and authority.
        let origin: String
        /// Begins with a slash.
        let path: String
        let beforeFragment: String

        init?(_ base: String) {
            guard URLReference.isAbsolute(base), let mark = base.firstRange(of: "://") else { return nil }
            scheme = String(base[..<mark.lowerBound])
            let rest = base[mark.upperBound...]
            let authorityEnd = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
            origin = String(base[..<authorityEnd])
            let tail = rest[authorityEnd...]
            let pathEnd = tail.firstIndex { $0 == "?" || $0 == "#" } ?? tail.endIndex
            path = tail[..<pathEnd].isEmpty ? "/" : String(tail[..<pathEnd])
            beforeFragment = String(base[..<(base.firstIndex(of: "#") ?? base.endIndex)])
        }

        /// The path up to and with its last slash.
        var directory: String {
            path.lastIndex(of: "/").map { String(path[...$0]) } ?? "/"
        }
    }
}

extension UInt8 {
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
}
