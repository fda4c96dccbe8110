// SPDX-License-Identifier: Apache-2.0
// `auth:`, {user, password_file} or {token_file}, and `proxy_auth:`, which has no token. The secret itself is never in
// the configuration.

import Model
import Yams

struct CredentialSettings: Sendable {
    private var user: String?
    private var passwordFile: String?
    private var tokenFile: String?
    private var isDigest = false

    /// `nil` unless one of the two ways is whole.
    private var credentials: Credentials? {
        if let tokenFile, user == nil, passwordFile == nil, !isDigest { return .bearer(tokenFile: tokenFile) }
        guard let user, let passwordFile, tokenFile == nil else { return nil }
        return isDigest
            ? .digest(user: user, passwordFile: passwordFile) : .basic(user: user, passwordFile: passwordFile)
    }

    /// Who asks a feed's server.
    static let type = ValueType<Credentials>(
        "a user and password_file, or a token_file", schema: section.schema(CredentialSettings())
    ) { read($0, &$1, section, ways: ["{user: NAME, password_file: FILE}", "{token_file: FILE}"]) }

    /// Who asks a proxy: no scheme of libcurl's takes a token there.
    static let ofProxy = ValueType<Credentials>(
        "a user and password_file", schema: proxySection.schema(CredentialSettings())
    ) { read($0, &$1, proxySection, ways: ["{user: NAME, password_file: FILE}"]) }

    private static func read(
        _ node: Node, _ reading: inout Reading, _ section: Section<CredentialSettings>, ways: [String]
    ) -> Credentials? {
        var settings = CredentialSettings()
        let before = reading.problems.count
        section.read(node, into: &settings, &reading)
        guard reading.problems.count == before else { return nil }
        if let credentials = settings.credentials { return credentials }
        let name = reading.key
        let advice = "write " + ways.map { "\(name): \($0)" }.joined(separator: " or ")
        reading.error("\(name) is not whole", advice, at: node)
        return nil
    }

    private static let proxySection = Section<CredentialSettings>([
        .optional("user", \.user, .text, "The user's name (HTTP Basic, or Digest)."),
        .optional("password_file", \.passwordFile, .path, "A file whose first line is the password."),
        .value("digest", \.isDigest, .bool, "Whether HTTP Digest is wanted in place of Basic."),
    ])

    private static let section = Section<CredentialSettings>(
        proxySection.settings + [
            .optional("token_file", \.tokenFile, .path, "A file whose first line is a bearer token.")
        ])
}
