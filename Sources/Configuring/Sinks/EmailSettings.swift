// SPDX-License-Identifier: Apache-2.0

package import Model
import Yams

/// Alerts by e-mail through a mail server.
package struct EmailSettings: Sendable, Hashable {
    /// `smtp://host:port` or `smtps://host:port`.
    package var server = ""
    package var from = ""
    package var to: [String] = []
    package var tls = TLSUse.required
    package var user: String?
    /// A file with the user's password; absolute.
    package var passwordFile: String?
    package var template: AlertTemplate?
    /// A server may look at a message for long before it says that it has taken it (RFC 5321 §4.5.3.2.6 allows ten
    /// minutes); what is cut off then would be sent again.
    package var http = HTTPSinkSettings(timeout: .seconds(300))

    package init() {}

    package enum TLSUse: Sendable, Hashable {
        /// STARTTLS or smtps; nothing is sent without.
        case required
        /// In clear.
        case none
    }
}

extension EmailSettings: TextSinkForm {
    static let required = [
        (key: "server", example: "smtps://mail.example.org"), (key: "from", example: "feedwatch@example.org"),
        (key: "to", example: "[you@example.org]"),
    ]

    static let settings: [Setting<EmailSettings>] =
        [
            .value(
                "server", \.server, serverType,
                "The mail server: smtps://host (port 465) or smtp://host:587, which goes on by STARTTLS."),
            .value("from", \.from, .mailAddress, "The sender's address."),
            .value("to", \.to, .list(of: .mailAddress), "The addresses that get each alert."),
            .value(
                "tls", \.tls, .word([("required", .required), ("none", .none)]),
                "required, or none for a server on this machine that speaks in clear."),
            .optional("user", \.user, .text, "Who logs in; without it nobody does."),
            .optional("password_file", \.passwordFile, .path, "A file whose first line is the user's password."),
        ] + textSettings

    /// A name without a password, or in clear, would not do what it says.
    func check(_ node: Node, _ reading: inout Reading) {
        if (user == nil) != (passwordFile == nil) {
            let missing = user == nil ? "user: NAME" : "password_file: FILE"
            reading.error(
                "\(reading.subject) is to log in, but not with a name and a password", "add \(missing)", at: node)
        }
        if to.isEmpty, node["to"] != nil {
            reading.error(
                "\(reading.subject) has nobody to write to", "list at least one address", at: node["to"] ?? node)
        }
        if server.hasPrefix("smtps://"), tls == .none {
            reading.error("smtps is TLS", "write smtp://, or remove tls: none", at: node["tls"] ?? node)
        }
    }

    private static let serverType = ValueType<String>.scalar(
        "a mail server's URL such as smtps://mail.example.org", schema: .type("string"),
        written: { $0.isEmpty ? nil : .string($0) },
        advice: { $0.contains("://") ? "begin with smtps:// or smtp://" : "write smtps://\($0)" },
        value: { text in
            guard let scheme = ["smtps://", "smtp://"].first(where: { text.hasPrefix($0) }) else { return nil }
            let host = text.dropFirst(scheme.count)
            let isHost = !host.isEmpty && host.allSatisfy { $0.isLetter || $0.isNumber || "-.:[]_".contains($0) }
            return isHost ? text : nil
        })
}

extension ValueType<String> {
    /// RFC 5321 §4.1.2 without quoted local parts: what stands in an envelope and in a header without further ado.
    static let mailAddress = ValueType.scalar(
        "a mail address such as you@example.org", schema: .type("string"), written: { $0.isEmpty ? nil : .string($0) },
        advice: { $0.contains("<") ? "leave the name and the angle brackets out" : "" },
        value: { text in
            let parts = text.split(separator: "@", omittingEmptySubsequences: false)
            let isAtom: (Character) -> Bool = {
                $0.isASCII && ($0.isLetter || $0.isNumber) || "!#$%&'*+-/=?^_`{|}~.".contains($0)
            }
            let isDomain: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber) || "-.".contains($0) }
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, text.utf8.count <= 254,
                parts[0].allSatisfy(isAtom), parts[1].allSatisfy(isDomain)
            else { return nil }
            return text
        })
}
