// SPDX-License-Identifier: Apache-2.0
// Whom a URL names, in libcurl's own reading: what is judged here is what libcurl connects to.

import CLibCurl
import Glibc

/// Scheme, host and port of a URL (RFC 6454): the bound within which a secret may travel.
struct Origin: Hashable {
    let scheme: String
    /// In lower case and ASCII (`xn--…`), without brackets, zone and final dot. Numeric IPv4 spellings are undone.
    let host: String
    let port: String

    /// Reads `url`; one that is relative leads on from `base`. `nil` for what libcurl can not read either.
    /// curl_url_set(3) with the flags by which libcurl follows a redirect.
    init?(_ url: String, from base: String? = nil) {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        let flags = UInt32(CURLU_URLENCODE | CURLU_ALLOW_SPACE | CURLU_NON_SUPPORT_SCHEME)
        for text in [base, url].compactMap(\.self) {
            guard curl_url_set(handle, CURLUPART_URL, text, flags) == CURLUE_OK else { return nil }
        }
        guard let scheme = Self.part(CURLUPART_SCHEME, of: handle, CURLU_DEFAULT_PORT),
            let host = Self.part(CURLUPART_HOST, of: handle, CURLU_PUNYCODE)
                ?? Self.part(CURLUPART_HOST, of: handle, 0)
        else { return nil }
        self.scheme = scheme.lowercased()
        self.host = Self.plain(host)
        port = Self.part(CURLUPART_PORT, of: handle, CURLU_DEFAULT_PORT) ?? ""
    }

    /// The address that the host spells; `nil` for a name. Also what only inet_aton(3) takes for one: `127.1`.
    var address: IPAddress? {
        if let address = IPAddress(host) { return address }
        var v4 = in_addr()
        return inet_aton(host, &v4) == 1 ? .v4(UInt32(bigEndian: v4.s_addr)) : nil
    }

    /// RFC 6761 §6.3: `localhost` and all below it is the machine that resolves it.
    var isLocalhost: Bool { host == "localhost" || host.hasSuffix(".localhost") }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer, _ flags: Int32) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, UInt32(flags)) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }

    private static func plain(_ host: String) -> String {
        var text = host.lowercased()[...]
        if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
        text = text.prefix { $0 != "%" }
        if text.hasSuffix(".") { text = text.dropLast() }
        return String(text)
    }
}
