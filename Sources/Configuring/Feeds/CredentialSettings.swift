// SPDX-License-Identifier: Apache-2.0
// `auth:` and `proxy_auth:`: {user, password_file} or {token_file}. The secret itself is never in the configuration.

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

    static let type = ValueType<Credentials>(
        "a user and password_file, or a token_file", schema: section.schema(CredentialSettings())
    ) { node, reading in
        var settings = CredentialSettings()
        let before = reading.problems.count
        section.read(node, into: &settings, &reading)
        guard reading.problems.count == before else { return nil }
        if let credentials = settings.credentials { return credentials }
        let name = reading.key
        reading.error(
            "\(name) is not whole", "write \(name): {user: NAME, password_file: FILE} or \(name): {token_file: FILE}",
            at: node)
        return nil
    }

    private static let section = Section<CredentialSettings>([
        .optional("user", \.user, .text, "The user's name (HTTP Basic, or Digest)."),
        .optional("password_file", \.passwordFile, .path, "A file whose first line is the password."),
        .optional("token_file", \.tokenFile, .path, "A file whose first line is a bearer token."),
        .value("digest", \.isDigest, .bool, "Whether the server wants HTTP Digest in place of Basic."),
    ])
}
