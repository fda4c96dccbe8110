// SPDX-License-Identifier: Apache-2.0
// https://discord.com/developers/docs/resources/webhook#execute-webhook

package import Model

/// Posts to a webhook of Discord.
package struct DiscordFormat: AlertFormat {
    private let url: String
    private let template: AlertTemplate
    package var secrets: [String] { [url] }

    package init(url: String, template: AlertTemplate?) {
        self.url = url
        self.template = template ?? Self.usual
    }

    private static let usual = AlertTemplate(
        .text("**"), .field(.title), .text("**\n"), .field(.feed), .text(" · "), .field(.topic), .text("\n"),
        .field(.url))

    /// 2,000 characters; a character of two UTF-16 units is counted as two to be sure.
    private static let form = TextForm(limit: 2_000, width: { UTF16.width($0) }, escape: MarkdownText.escape)

    package func message(for alert: Alert, at now: Timestamp) -> HTTPMessage {
        var json = TextBuffer()
        json.append("{")
        json.appendText("content", Self.form.message(of: alert, by: template))
        json.append(",\"allowed_mentions\":{\"parse\":[]}}")
        return HTTPMessage(url: url, body: json.bytes)
    }
}
