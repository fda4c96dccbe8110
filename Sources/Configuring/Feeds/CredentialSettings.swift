// SPDX-License-Identifier: Apache-2.0
// `auth:` of a feed: {user, password_file} or {token_file}. The secret itself is never in the configuration.

import Model
import Yams

struct CredentialSettings: Sendable {
    private var user: String?
    private var passwordFile: String?
    private var tokenFile: String?

    /// `nil` unless one of the two ways is whole.
    var credentials: Credentials? {
        if let tokenFile, user == nil, passwordFile == nil { return .bearer(tokenFile: tokenFile) }
        if let user, let passwordFile, tokenFile == nil { return .basic(user: user, passwordFile: passwordFile) }
        return nil
    }

    static let type = ValueType<CredentialSettings>(
        "a user and password_file, or a token_file", schema: section.schema(CredentialSettings())
    ) { node, reading in
        var settings = CredentialSettings()
        let before = reading.problems.count
        section.read(node, into: &settings, &reading)
        guard reading.problems.count == before, settings.credentials == nil else { return settings }
        reading.error(
            "auth is not whole", "write auth: {user: NAME, password_file: FILE} or auth: {token_file: FILE}", at: node)
        return nil
    }

    private static let section = Section<CredentialSettings>([
        .optional("user", \.user, .text, "The user's name (HTTP Basic)."),
        .optional("password_file", \.passwordFile, .path, "A file whose first line is the password."),
        .optional("token_file", \.tokenFile, .path, "A file whose first line is a bearer token."),
    ])
}
