// SPDX-License-Identifier: Apache-2.0
// Which links may stand where one click opens them: those that lead somewhere and run nothing.

/// A link's scheme, judged as readers of links read it.
package enum HarmlessLink {
    /// The schemes that a link may have. Not here: `javascript`, `vbscript`, `data`, `file` and all that nobody has heard of.
    static let schemes: Set<String> = [
        "http", "https", "mailto", "ftp", "tel", "sms", "xmpp", "irc", "ircs", "news", "nntp", "magnet", "gopher",
        "webcal", "feed", "callto", "sip", "sips", "git", "sftp", "ssh", "urn", "aim", "mms", "rtsp", "bitcoin", "cid",
        "ed2k", "geo", "itms", "matrix", "mid", "tag", "telnet", "wais", "ldap",
    ]

    /// The link as it is; `nil` for a scheme that is not known to be harmless. One without a scheme is harmless.
    package static func of(_ link: String) -> String? {
        isHarmless(link) ? link : nil
    }

    /// What stands before the first colon is a scheme, whatever it looks like, unless a path has begun before it. White
    /// space, controls and what could not be decoded do not count: some readers skip them.
    package static func isHarmless(_ link: String) -> Bool {
        if link.utf8.starts(with: "https://".utf8) || link.utf8.starts(with: "http://".utf8) { return true }
        let compact = link.unicodeScalars.filter { !isSkipped($0) }
        guard let colon = compact.firstIndex(of: ":") else { return true }
        let before = compact[..<colon]
        if before.contains(where: { "/?#".unicodeScalars.contains($0) }) { return true }
        let scheme = String(String.UnicodeScalarView(before)).lowercased()
        guard scheme == "feed" else { return schemes.contains(scheme) }
        // feed:https://… is the same as https://…, and so would be feed:javascript:….
        let rest = String(String.UnicodeScalarView(compact[compact.index(after: colon)...])).lowercased()
        return rest.hasPrefix("//") || rest.hasPrefix("http://") || rest.hasPrefix("https://")
    }

    private static func isSkipped(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value <= 0x20 || (0x7F...0xA0).contains(scalar.value) || scalar == "\u{FFFD}"
    }
}
