// SPDX-License-Identifier: Apache-2.0
// https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks. The text is a rich_text block: its elements
// are shown as they are, where mrkdwn would have to be escaped and has no escape for * _ ~ and `.

package import Model

/// Posts to an incoming webhook of Slack.
package struct SlackFormat: AlertFormat {
    private let url: String
    private let template: AlertTemplate?
    package var secrets: [String] { [url] }

    package init(url: String, template: AlertTemplate?) {
        self.url = url
        self.template = template
    }

    /// What notifications show. `<!channel>` and links begin with `<`; `&`, `<` and `>` are the only characters with an
    /// escape.
    private static let fallback = TextForm(limit: 1_000, width: { UTF16.width($0) }) { scalar in
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        default: String(scalar)
        }
    }

    package func message(for alert: Alert, at now: Timestamp) -> HTTPMessage {
        var json = TextBuffer()
        json.append("{")
        json.appendText("text", Self.fallback.text(of: alert, by: AlertTemplate(.field(.title))))
        json.append(
            ",\"mrkdwn\":false,\"unfurl_links\":false,\"unfurl_media\":false,\"blocks\":[{\"type\":\"rich_text\"")
        json.append(",\"elements\":[{\"type\":\"rich_text_section\",\"elements\":[")
        var elements = RichText()
        if let template { elements.append(alert, by: template) } else { elements.append(alert) }
        elements.appendCarried(by: alert)
        json.bytes += elements.bytes
        json.append("]}]}]}")
        return HTTPMessage(url: url, body: json.bytes)
    }
}

/// The elements of a rich text section, at most 3,000 characters each.
private struct RichText {
    private var json = TextBuffer()
    var bytes: [UInt8] { json.bytes }

    /// The title as a link, the source below it.
    mutating func append(_ alert: Alert) {
        if let link = alert.shortLink {
            append(type: "link", alert.headline, url: link, isBold: true)
        } else {
            append(type: "text", alert.headline, isBold: true)
        }
        append(type: "text", "\n\(alert.text(of: .feed)) · \(alert.text(of: .topic))")
    }

    mutating func append(_ alert: Alert, by template: AlertTemplate) {
        for piece in template.pieces {
            switch piece {
            case .text(let words): append(type: "text", words)
            case .field(.url):
                if let link = alert.shortLink { append(type: "link", nil, url: link) }
            case .field(let field): append(type: "text", alert.text(of: field))
            }
        }
    }

    /// A line for each of the first few; a message has room for so many elements.
    mutating func appendCarried(by alert: Alert) {
        guard let carried = alert.carried else { return }
        let shown = carried.named.prefix(20)
        for one in shown {
            append(type: "text", "\n• ")
            if let link = one.shortLink {
                append(type: "link", one.headline, url: link)
            } else {
                append(type: "text", one.headline)
            }
            append(type: "text", one.source)
        }
        if shown.count < carried.count { append(type: "text", "\n" + alert.remainder(behind: shown.count)) }
    }

    private mutating func append(type: String, _ text: String?, url: String? = nil, isBold: Bool = false) {
        if text?.isEmpty == true { return }
        if !json.bytes.isEmpty { json.append(",") }
        json.append("{")
        json.appendText("type", type)
        if let text { json.appendText("text", text, limit: 2_900) }
        if let url { json.appendText("url", url) }
        if isBold { json.append(",\"style\":{\"bold\":true}") }
        json.append("}")
    }
}
