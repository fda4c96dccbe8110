// SPDX-License-Identifier: Apache-2.0

extension ValueType<String> {
    /// A URL with a scheme of libcurl's CURLOPT_PROXY, and without a password.
    static let proxy = scalar(
        "a proxy's URL (http, https, socks4, socks4a, socks5 or socks5h)", schema: .type("string"), advice: proxyAdvice,
        value: { isProxy($0) ? $0 : nil })

    /// Also `direct`.
    static let proxyOrDirect = scalar(
        "a proxy's URL (http, https, socks4, socks4a, socks5 or socks5h) or direct", schema: .type("string"),
        advice: proxyAdvice, value: { $0 == "direct" || isProxy($0) ? $0 : nil })

    private static func isProxy(_ text: String) -> Bool {
        let schemes = ["http://", "https://", "socks4://", "socks4a://", "socks5://", "socks5h://"]
        return !text.contains("@") && schemes.contains { text.hasPrefix($0) && text.count > $0.count }
    }

    private static func proxyAdvice(_ text: String) -> String {
        if text.contains("@") { return "write proxy_auth: {user: NAME, password_file: FILE}, and the URL without them" }
        return text.contains("://") ? "" : "write http://\(text)"
    }
}
