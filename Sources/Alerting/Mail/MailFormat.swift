// SPDX-License-Identifier: Apache-2.0
// An alert as an Internet message: RFC 5322, MIME with UTF-8 in Base64, plain text and simple HTML side by side.

import Foundation
package import Model

/// Writes the messages of one sink. Pure: the same alert at the same time gives the same bytes.
package struct MailFormat: Sendable {
    /// Plain addresses, without names.
    package let from: String
    package let recipients: [String]
    private let template: AlertTemplate?

    package init(from: String, recipients: [String], template: AlertTemplate?) {
        self.from = from
        self.recipients = recipients
        self.template = template
    }

    /// Of the sender: what ids are made unique with.
    var domain: String { String(from[(from.lastIndex(of: "@").map(from.index(after:)) ?? from.startIndex)...]) }

    /// The whole message, lines ended by CR LF.
    func message(for alert: Alert, at now: Timestamp) -> [UInt8] {
        let boundary = "=_feedwatch_" + alert.id.asToken
        var lines = head(of: alert, at: now)
        if template == nil {
            lines += ["Content-Type: multipart/alternative; boundary=\"\(boundary)\"", ""]
            lines += ["--" + boundary] + part("text/plain", text(of: alert))
            lines += ["--" + boundary] + part("text/html", MailPage.html(of: alert))
            lines += ["--" + boundary + "--"]
        } else {
            lines += part("text/plain", text(of: alert))
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    private func head(of alert: Alert, at now: Timestamp) -> [String] {
        // All alerts of a story are answers to one message that never was: readers show them as one thread.
        let story = alert.storyID.isEmpty ? nil : "<story.\(alert.storyID.asToken)@\(domain)>"
        let thread = story.map { ["In-Reply-To: " + $0, "References: " + $0] } ?? []
        return [
            "Date: " + now.mailDate,
            "From: feedwatch <\(from)>",
            "To: " + recipients.joined(separator: ",\r\n "),
            "Subject: " + EncodedWords.header("[\(alert.text(of: .topic))] \(alert.headline)"),
            // The same alert has the same id, so that a reader of mail can tell a repetition.
            "Message-ID: <alert.\(alert.id.asToken)@\(domain)>",
        ] + thread + [
            "List-Id: <\(alert.topic.asToken).feedwatch.\(domain)>",
            "Auto-Submitted: auto-generated",
            "Importance: " + (alert.priority.rawValue <= Priority.err.rawValue ? "high" : "normal"),
            "MIME-Version: 1.0",
        ]
    }

    private func part(_ type: String, _ text: String) -> [String] {
        let body = Data(text.utf8).base64EncodedString(
            options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        return ["Content-Type: \(type); charset=utf-8", "Content-Transfer-Encoding: base64", "", body]
    }

    private func text(of alert: Alert) -> String {
        TextForm.plain(bytes: 32_000).message(of: alert, by: template ?? Self.usual)
            .replacing("\n", with: "\r\n") + "\r\n"
    }

    private static let usual = AlertTemplate(
        .field(.title), .text("\n"), .field(.feed), .text("\n"), .field(.url), .text("\n\n"), .field(.topic),
        .text(" "),
        .field(.score), .text("  "), .field(.why), .text("\nfeedwatch alerts why "), .field(.id))
}

extension String {
    /// An id as a part of a message id or a list id: letters, digits and `-` of ASCII (RFC 5322 §3.2.3).
    fileprivate var asToken: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.prefix(64).map { scalar in
                    let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                    return isPlain ? scalar : "-"
                }))
    }
}
