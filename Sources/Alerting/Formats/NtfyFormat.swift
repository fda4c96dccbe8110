// SPDX-License-Identifier: Apache-2.0
// https://docs.ntfy.sh/publish/#publish-as-json

package import Model

/// Publishes to a topic of an ntfy server.
package struct NtfyFormat: AlertFormat {
    private let server: String
    private let topic: String
    private let token: String?
    private let template: AlertTemplate
    package var secrets: [String] { [token].compactMap(\.self) }

    package init(server: String, topic: String, token: String?, template: AlertTemplate?) {
        self.server = server
        self.topic = topic
        self.token = token
        self.template = template ?? .belowTitle
    }

    /// A longer message becomes an attachment (4,096 bytes).
    private static let form = TextForm.plain(bytes: 3_500)

    package func message(for alert: Alert, at now: Timestamp) -> HTTPMessage {
        var json = TextBuffer()
        json.append("{")
        json.appendText("topic", topic)
        json.appendText("title", alert.headline, limit: 250)
        json.appendText("message", Self.form.message(of: alert, by: template))
        json.appendNumber("priority", Double(alert.priority.outOfFive))
        if let link = alert.shortLink { json.appendText("click", link) }
        json.append("}")
        var message = HTTPMessage(url: server, body: json.bytes)
        if let token { message.add("Authorization", "Bearer " + token) }
        return message
    }
}

extension Priority {
    /// ntfy's scale: 5 rings on, 3 is usual, 1 makes no sound.
    fileprivate var outOfFive: Int {
        switch self {
        case .emerg, .alert, .crit: 5
        case .err, .warning: 4
        case .notice: 3
        case .info: 2
        case .debug: 1
        }
    }
}

extension Alert {
    /// The link, unless it is longer than services take.
    var shortLink: String? {
        link.flatMap { $0.utf8.count <= 2_000 ? $0 : nil }
    }
}
