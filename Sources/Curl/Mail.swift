// SPDX-License-Identifier: Apache-2.0

/// A message on its way to a mail server (RFC 5321).
package struct Mail: Sendable, Hashable {
    /// Addresses without angle brackets.
    package let from: String
    package let recipients: [String]
    /// With its header; lines end in CR LF. libcurl doubles leading dots and ends the message.
    package let message: [UInt8]
    /// Whether `smtp:` must become TLS by STARTTLS before anything else is said.
    package let requiresTLS: Bool

    package init(from: String, recipients: [String], message: [UInt8], requiresTLS: Bool) {
        self.from = from
        self.recipients = recipients
        self.message = message
        self.requiresTLS = requiresTLS
    }
}
