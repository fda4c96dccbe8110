// SPDX-License-Identifier: Apache-2.0

extension ValueType<String> {
    /// A URL with a scheme of libcurl's CURLOPT_PROXY, and without a password.
    static let proxy = url("a proxy's URL (\(schemes.joined(separator: ", ")))") { _ in false }

    /// Also `direct`.
    static let proxyOrDirect = url("a proxy's URL (\(schemes.joined(separator: ", "))) or direct") { $0 == "direct" }

    private static func url(_ expectation: String, isWord: @escaping @Sendable (String) -> Bool) -> ValueType {
        ValueType(expectation, schema: .type("string")) { node, reading in
            guard let text = reading.text(of: node, expecting: expectation) else { return nil }
            if isWord(text) || isProxy(text) { return text }
            let subject = reading.subject
            if text.contains("@") {
                // The text is not repeated: messages go to logs.
                reading.error(
                    "\(subject) takes no user and password in the URL",
                    "write proxy_auth: {user: NAME, password_file: FILE}, and the URL without them", at: node)
            } else {
                let advice = text.contains("://") ? "" : "write http://\(text)"
                reading.error("\(subject) takes \(expectation), not \(text.quoted)", advice, at: node)
            }
            return nil
        }
    }

    private static let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

    private static func isProxy(_ text: String) -> Bool {
        !text.contains("@") && schemes.contains { text.hasPrefix($0 + "://") && text.count > $0.count + 3 }
    }
}
