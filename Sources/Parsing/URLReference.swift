// SPDX-License-Identifier: Apache-2.0
// Relative references (RFC 3986, section 5.2) on the text of links as feeds write them: nothing is escaped or unescaped,
// so that a link stays as published.

package enum URLReference {
    /// `reference` made absolute; relative to a base that is relative itself, it stays so. Without a base, or where the
    /// base is not hierarchical, it comes back as it is, white space at its ends and line breaks within it taken out.
    package static func resolve(_ reference: String, against base: String?) -> String {
        var copy = reference
        if copy.withUTF8(isSettled) { return reference }
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

    /// Whether it is a web address as nearly all are, with nothing in it to resolve, to clean or to unescape.
    static func isSettled(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard isWeb(text), let base = text.baseAddress else { return false }
        var position = 7
        while text.count - position >= 8 {
            let word = UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)
            guard !word.holdsByte(below: 0x21), !word.holdsByte(UInt8(ascii: "&")) else { break }
            position += 8
        }
        while position < text.count, text[position] > 0x20, !DoubleEscape.mayBegin(text, at: position) { position += 1 }
        return position == text.count
    }

    /// Whether other references can be relative to it: not to `urn:…` or `mailto:…`, and not to an address so long that
    /// the thousand links that stand on it would fill the memory.
    static func canBeBase(_ text: String) -> Bool {
        text.utf8.count <= 2_048 && (!isAbsolute(text) || Parts(text) != nil)
    }

    /// A relative reference after the directory of a relative base.
    private static func joined(_ base: String, _ text: String) -> String {
        if text.isEmpty { return base }
        guard let first = text.utf8.first, !"/?#".utf8.contains(first), let end = base.utf8.lastIndex(of: slash) else {
            return text
        }
        return base[...end] + text
    }

    /// Whether it begins with a scheme.
    package static func isAbsolute(_ text: String) -> Bool {
        if text.hasPrefix("https://") || text.hasPrefix("http://") { return true }
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), let first = text.utf8.first else { return false }
        guard first.isLetter else { return false }
        return text.utf8[..<colon].allSatisfy { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
    }

    static func isWeb(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.begins(with: "https://") || text.begins(with: "http://")
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
        guard hasDotSegment(text.utf8) else { return text }
        let end = text.utf8.firstIndex(where: endsPath) ?? text.endIndex
        let segments = text.utf8[..<end].split(separator: slash, omittingEmptySubsequences: false)
        var kept: [Substring] = []
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch Substring(segment) {
            case "..":
                if kept.count > 1 { kept.removeLast() }
                if isLast { kept.append("") }
            case ".": if isLast { kept.append("") }
            case let name: kept.append(name)
            }
        }
        return kept.joined(separator: "/") + text[end...]
    }

    /// Whether a dot follows a slash.
    private static func hasDotSegment(_ text: String.UTF8View) -> Bool {
        var previous: UInt8 = 0
        for byte in text {
            if previous == slash, byte == UInt8(ascii: ".") { return true }
            previous = byte
        }
        return false
    }

    private static let slash = UInt8(ascii: "/")

    private static func endsPath(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }

    /// A hierarchical base URL taken apart; by bytes, as a mark of punctuation may stand before a combining character.
    private struct Parts {
        let scheme: Substring
        /// Scheme and authority.
        let origin: Substring
        /// Begins with a slash.
        let path: Substring
        let beforeFragment: String

        init?(_ base: String) {
            let bytes = base.utf8
            guard URLReference.isAbsolute(base), let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
                bytes[colon...].starts(with: "://".utf8)
            else { return nil }
            let rest = bytes[bytes.index(colon, offsetBy: 3)...]
            let authorityEnd = rest.firstIndex { $0 == slash || URLReference.endsPath($0) } ?? bytes.endIndex
            let pathEnd = rest[authorityEnd...].firstIndex(where: URLReference.endsPath) ?? bytes.endIndex
            scheme = base[..<colon]
            origin = base[..<authorityEnd]
            path = authorityEnd == pathEnd ? "/" : base[authorityEnd..<pathEnd]
            beforeFragment = String(base[..<(bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex)])
        }

        /// The path up to and with its last slash.
        var directory: Substring {
            path.utf8.lastIndex(of: slash).map { path[...$0] } ?? "/"
        }
    }
}

extension UInt8 {
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
}

extension UInt64 {
    // Tests of eight bytes at once: Warren, Hacker's Delight, 6-1.

    func holdsByte(_ byte: UInt8) -> Bool {
        (self ^ UInt64(byte) &* 0x0101_0101_0101_0101).holdsByte(below: 1)
    }

    /// For bounds up to 0x80.
    func holdsByte(below bound: UInt8) -> Bool {
        (self &- UInt64(bound) &* 0x0101_0101_0101_0101) & ~self & 0x8080_8080_8080_8080 != 0
    }
}
