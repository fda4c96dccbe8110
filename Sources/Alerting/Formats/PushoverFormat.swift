// SPDX-License-Identifier: Apache-2.0
// https://pushover.net/api

package import Model

/// Sends to a user or a group of Pushover.
package struct PushoverFormat: AlertFormat {
    private let server: String
    private let token: String
    private let user: String
    private let device: String?
    private let template: AlertTemplate
    package var secrets: [String] { [token, user] }

    package init(server: String, token: String, user: String, device: String?, template: AlertTemplate?) {
        self.server = server
        self.token = token
        self.user = user
        self.device = device
        self.template = template ?? .belowTitle
    }

    /// Pushover counts characters: 1,024 of a message, 250 of a title, 512 of a URL.
    private static let form = TextForm(limit: 1_024, width: { _ in 1 }, escape: { String($0) })
    private static let titleForm = TextForm(limit: 250, width: { _ in 1 }, escape: { String($0) })

    package func message(for alert: Alert, at now: Timestamp) -> HTTPMessage {
        var json = TextBuffer()
        json.append("{")
        json.appendText("token", token)
        json.appendText("user", user)
        if let device { json.appendText("device", device) }
        json.appendText("title", Self.titleForm.text(of: alert, by: AlertTemplate(.field(.title))))
        let text = Self.form.message(of: alert, by: template)
        // An empty message is refused, and a title alone is none.
        json.appendText("message", text.isEmpty ? alert.topic : text)
        json.appendNumber("priority", Double(alert.priority.aboveNormal))
        json.appendNumber("timestamp", Double(alert.seen.seconds))
        if let link = alert.link, link.utf8.count <= 512 { json.appendText("url", link) }
        json.append("}")
        return HTTPMessage(url: server + "/1/messages.json", body: json.bytes)
    }
}

extension Priority {
    /// Pushover's scale; its 2 would ring until somebody answers, which news do not ask for.
    fileprivate var aboveNormal: Int {
        switch self {
        case .emerg, .alert, .crit: 1
        case .err, .warning, .notice: 0
        case .info: -1
        case .debug: -2
        }
    }
}
