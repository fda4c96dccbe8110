// SPDX-License-Identifier: Apache-2.0
// One form for the many spellings of a link: for identity only, never to be shown or fetched.

/// Canonical forms of http(s) links.
package enum CanonicalURL {
    /// The link with scheme `https` whichever it was, host in lower case, without default port, fragment, `utm_*` and
    /// other well-known trackers; `www.` and the order of the query stay. Percent-escapes get upper-case digits.
    ///
    /// `nil` where the text is no http(s) URL with a host.
    package static func of(_ url: String) -> String? {
        if url.utf8.starts(with: "https://".utf8), isPlain(url.utf8.dropFirst(8)) { return url }
        if url.utf8.starts(with: "http://".utf8), isPlain(url.utf8.dropFirst(7)) { return "https" + url.dropFirst(4) }
        let text = url.utf8.drop { $0 <= 0x20 }
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), isWeb(text[..<colon]) else { return nil }
        let afterScheme = text[text.index(after: colon)...]
        guard afterScheme.starts(with: "//".utf8) else { return nil }
        let rest = trimmed(afterScheme.dropFirst(2)).prefix { $0 != UInt8(ascii: "#") }
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        guard let host = canonicalAuthority(authority) else { return nil }
        let tail = rest.dropFirst(authority.count)
        let path = tail.prefix { $0 != UInt8(ascii: "?") }
        return "https://" + host + canonicalPath(path) + canonicalQuery(tail.dropFirst(path.count + 1))
    }

    private typealias Bytes = Substring.UTF8View

    /// Whether what stands behind the scheme is canonical already, as in most links of feeds: a lower-case host without
    /// port, a path without escapes, and no more.
    private static func isPlain(_ rest: Bytes) -> Bool {
        var isHost = true
        var last = UInt8(ascii: ".")
        for byte in rest {
            switch byte {
            case UInt8(ascii: "/") where isHost:
                if last == UInt8(ascii: ".") { return false }
                isHost = false
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                break
            case 0...0x20, UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"): return false
            default: if isHost { return false }
            }
            last = byte
        }
        return !isHost
    }

    private static func isWeb(_ scheme: Bytes) -> Bool {
        let name = String(Substring(scheme)).lowercased()
        return name == "http" || name == "https"
    }

    private static func trimmed(_ text: Bytes) -> Bytes {
        var text = text
        while let last = text.last, last <= 0x20 { text.removeLast() }
        return text
    }

    private static func canonicalAuthority(_ authority: Bytes) -> String? {
        var host = String(Substring(authority)).lowercased()
        for port in [":80", ":443", ":"] where host.hasSuffix(port) {
            host.removeLast(port.utf8.count)
            break
        }
        while host.last == "." { host.removeLast() }
        return host.isEmpty ? nil : host
    }

    private static func canonicalPath(_ path: Bytes) -> String {
        path.isEmpty ? "/" : withUpperEscapes(path)
    }

    private static func canonicalQuery(_ query: Bytes) -> String {
        let kept = query.split(separator: UInt8(ascii: "&")).filter { !isTracker($0) }
        return kept.isEmpty ? "" : "?" + kept.map(withUpperEscapes).joined(separator: "&")
    }

    private static func isTracker(_ parameter: Bytes) -> Bool {
        let name = String(Substring(parameter.prefix { $0 != UInt8(ascii: "=") })).lowercased()
        return name.hasPrefix("utm_") || name.hasPrefix("at_") && broadcasters.contains(name) || trackers.contains(name)
    }

    /// AT Internet's campaign names, which the BBC puts into every link of its feeds.
    private static let broadcasters: Set<String> = [
        "at_medium", "at_campaign", "at_custom1", "at_custom2", "at_custom3", "at_custom4", "at_link_id",
        "at_link_origin", "at_link_type", "at_format", "at_ptr_name", "at_bbc_team", "at_campaign_type",
    ]

    private static let trackers: Set<String> = [
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid",
        "mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "oly_anon_id", "oly_enc_id", "vero_id",
        "wickedid", "xtor", "wt.mc_id", "wt.rss_f", "cmp", "cmpid", "ncid", "ftag", "smid", "ns_mchannel", "ns_source",
        "ns_campaign", "ns_linkname", "ns_fee", "feedtype", "feedname", "traffic_source", "s_cid", "ito",
        "__twitter_impression",
    ]

    private static func withUpperEscapes(_ text: Bytes) -> String {
        guard text.contains(UInt8(ascii: "%")) else { return String(Substring(text)) }
        var left = 0
        let bytes = text.map { byte -> UInt8 in
            if byte == UInt8(ascii: "%") {
                left = 2
                return byte
            }
            left -= 1
            return left >= 0 && byte.hexValue != nil && byte.isASCIILetter ? byte & ~0x20 : byte
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
