// SPDX-License-Identifier: Apache-2.0
// https://gotify.net/docs/pushmsg, https://gotify.net/docs/msgextras

package import Model

/// Sends to an application of a Gotify server.
package struct GotifyFormat: AlertFormat {
    private let server: String
    private let token: String
    private let template: AlertTemplate
    package var secrets: [String] { [token] }

    package init(server: String, token: String, template: AlertTemplate?) {
        self.server = server
        self.token = token
        self.template = template ?? .belowTitle
    }

    private static let form = TextForm.plain(bytes: 4_000)

    package func message(for alert: Alert, at now: Timestamp) -> HTTPMessage {
        var json = TextBuffer()
        json.append("{")
        json.appendText("title", alert.headline, limit: 500)
        json.appendText("message", Self.form.message(of: alert, by: template))
        json.appendNumber("priority", Double(alert.priority.outOfTen))
        json.appendKey("extras")
        json.append("{\"client::display\":{\"contentType\":\"text/plain\"}")
        if let link = alert.shortLink {
            json.append(",\"client::notification\":{\"click\":{")
            json.appendText("url", link)
            json.append("}}")
        }
        json.append("}}")
        var message = HTTPMessage(url: server + "/message", body: json.bytes)
        message.add("X-Gotify-Key", token)
        return message
    }
}

extension Priority {
    /// Gotify's scale: from 8 on with a sound that insists, from 4 on with a sound, from 1 on seen.
    fileprivate var outOfTen: Int {
        switch self {
        case .emerg, .alert, .crit: 10
        case .err, .warning: 8
        case .notice: 5
        case .info: 2
        case .debug: 0
        }
    }
}
