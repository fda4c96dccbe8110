// SPDX-License-Identifier: Apache-2.0
// https://developers.mattermost.com/integrate/webhooks/incoming/

package import Model

/// Posts to an incoming webhook of Mattermost.
package struct MattermostFormat: AlertFormat {
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

    /// A longer text is cut into several posts (16,383 characters, less in old versions).
    private static let form = TextForm(limit: 3_800, width: { UTF16.width($0) }, escape: MarkdownText.escape)

    package func message(for alert: Alert, at now: Timestamp) -> HTTPMessage {
        var json = TextBuffer()
        json.append("{")
        json.appendText("text", Self.form.message(of: alert, by: template))
        json.append("}")
        return HTTPMessage(url: url, body: json.bytes)
    }
}
