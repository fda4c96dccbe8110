// SPDX-License-Identifier: Apache-2.0
// https://core.telegram.org/bots/api#sendmessage. Without parse_mode the text is plain, so that nothing in it is markup.

package import Model

/// Sends to a chat as a bot of Telegram.
package struct TelegramFormat: AlertFormat {
    private let server: String
    private let token: String
    private let chat: String
    private let template: AlertTemplate
    package var secrets: [String] { [token] }

    package init(server: String, token: String, chat: String, template: AlertTemplate?) {
        self.server = server
        self.token = token
        self.chat = chat
        self.template = template ?? .standard
    }

    /// 4,096 characters, counted as UTF-16 code units.
    private static let form = TextForm.plain(utf16: 4_096)

    package func message(for alert: Alert, at now: Timestamp) -> HTTPMessage {
        var json = TextBuffer()
        json.append("{")
        json.appendText("chat_id", chat)
        json.appendText("text", Self.form.message(of: alert, by: template))
        json.append("}")
        return HTTPMessage(url: "\(server)/bot\(token)/sendMessage", body: json.bytes)
    }
}
