// SPDX-License-Identifier: Apache-2.0
// What each service is sent: valid JSON whatever a feed holds, nothing in it that pings, breaks out of markup, or is too
// long.

import Foundation
import Model
import TestSupport
import Testing

@testable import Alerting

@Suite struct FormatTests {
    private static let hostile = [
        "@everyone @here <!channel> <@U123> @channel @room",
        "\", \"allowed_mentions\": {\"parse\": [\"everyone\"]}, \"x\": \"",
        "</a><script>alert(1)</script> <img src=x onerror=alert(1)> &amp; &#64;",
        "*bold* _it_ ~no~ `code` ||spoiler|| [text](javascript:alert(1)) # head > quote",
        "line one\nline two\r\nBcc: x\u{0}\u{1B}[2J\u{202E}drow\u{2028}",
        "中文标题 👩‍👩‍👧‍👦 " + String(repeating: "é🙂", count: 40_000),
        "", "{title} {{ }} {nope}",
    ]

    private static let formats: [any AlertFormat] = [
        NtfyFormat(server: "https://n.example", topic: "t", token: "TOKEN", template: nil),
        SlackFormat(url: "https://s.example/TOKEN", template: nil),
        MattermostFormat(url: "https://m.example/TOKEN", template: nil),
        DiscordFormat(url: "https://d.example/TOKEN", template: nil),
        TelegramFormat(server: "https://t.example", token: "TOKEN", chat: "-100", template: nil),
        MatrixFormat(server: "https://x.example", room: "!a/b:x.example", token: "TOKEN", template: nil),
        GotifyFormat(server: "https://g.example", token: "TOKEN", template: nil),
        PushoverFormat(server: "https://p.example", token: "TOKEN", user: "USER", device: nil, template: nil),
    ]

    @Test(arguments: formats.indices, hostile)
    func `a hostile title breaks no service's JSON and is bounded`(format: Int, title: String) throws {
        let alert = Alert.sample(title: title, url: "https://e.example/a_b_c/" + title.prefix(300))
        let message = Self.formats[format].message(for: alert, at: alert.seen)
        let object = try self.object(message)
        #expect(!object.isEmpty)
        #expect(message.body.count < 40_000)
        #expect(message.url.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F })
        #expect(message.fields.allSatisfy { $0.value.utf8.allSatisfy { $0 >= 0x20 } })
        #expect(object["x"] == nil)
        #expect(Self.formats[format].message(for: alert, at: alert.seen) == message)
    }

    @Test(arguments: hostile)
    func `Discord and Mattermost ping nobody and show no markup of a feed's`(title: String) throws {
        let alert = Alert.sample(title: title)
        let discord = try object(Self.formats[3].message(for: alert, at: alert.seen))
        #expect((discord["allowed_mentions"] as? [String: [String]]) == ["parse": []])
        let content = try #require(discord["content"] as? String)
        #expect(content.utf16.count <= 2_000)
        for text in [
            content, try #require(object(Self.formats[2].message(for: alert, at: alert.seen))["text"] as? String),
        ] {
            #expect(!text.contains(/@[a-z]/))
            // Outside the two pairs of stars and the link there is no mark without a backslash before it.
            let plain = text.replacing("**", with: "").replacing("https://news.example/1", with: "")
            #expect(!plain.contains(/(^|[^\\])(\\\\)*[*_~`|<>\[\]()#]/), "\(plain.prefix(300))")
        }
    }

    @Test func `Slack gets a title as a link, and nothing of it is read as markup`() throws {
        let alert = Alert.sample(title: "<!channel> *A* & <https://evil.example|B>")
        let object = try object(Self.formats[1].message(for: alert, at: alert.seen))
        #expect(object["text"] as? String == "&lt;!channel&gt; *A* &amp; &lt;https://evil.example|B&gt;")
        #expect(object["mrkdwn"] as? Bool == false)
        let elements = try richText(object)
        #expect(elements.first?["type"] as? String == "link")
        #expect(elements.first?["text"] as? String == alert.title)
        #expect(elements.first?["url"] as? String == "https://news.example/1")
        #expect(elements.last?["text"] as? String == "\nExample News · us-china")
    }

    @Test func `Slack's template becomes text and links`() throws {
        let format = SlackFormat(
            url: "https://s.example", template: try AlertTemplate(reading: "{topic}: {title} {url}!"))
        let alert = Alert.sample()
        let elements = try richText(try object(format.message(for: alert, at: alert.seen)))
        #expect(elements.map { $0["text"] as? String } == ["us-china", ": ", "Blinken in Beijing", " ", nil, "!"])
        #expect(elements[4]["url"] as? String == "https://news.example/1")
    }

    @Test func `Telegram gets plain text and a link within 4096 UTF-16 units`() throws {
        let alert = Alert.sample(title: Self.hostile[5])
        let message = Self.formats[4].message(for: alert, at: alert.seen)
        #expect(message.url == "https://t.example/botTOKEN/sendMessage")
        let object = try object(message)
        #expect(object["parse_mode"] == nil && object["chat_id"] as? String == "-100")
        let text = try #require(object["text"] as? String)
        #expect(text.utf16.count <= 4_096)
        #expect(text.hasSuffix("Example News · us-china\nhttps://news.example/1"))
    }

    @Test func `Matrix gets the alert's id as the transaction's, escaped HTML, and mentions nobody`() throws {
        let alert = Alert.sample(title: "<b>@room</b> \"x\" & 'y'", url: "https://e.example/?a=1&b=\"2")
        let message = Self.formats[5].message(for: alert, at: alert.seen)
        #expect(message.method == .put)
        let path = "/_matrix/client/v3/rooms/%21a%2Fb%3Ax.example/send/m.room.message/5f0c1a2b3c4d5e6f"
        #expect(message.url == "https://x.example" + path)
        #expect(message.fields == [.init(name: "Authorization", value: "Bearer TOKEN")])
        let object = try object(message)
        #expect((object["m.mentions"] as? [String: Any])?.isEmpty == true)
        #expect(
            object["formatted_body"] as? String
                == "<strong><a href=\"https://e.example/?a=1&amp;b=%222\">&lt;b&gt;@room&lt;/b&gt; &quot;x&quot; &amp; "
                + "&#39;y&#39;</a></strong><br>Example News · us-china")
    }

    @Test func `pushes carry the topic's priority on each service's scale, and the link`() throws {
        let quiet = Alert.sample(priority: .debug)
        let loud = Alert.sample(priority: .crit)
        for (format, low, high) in [(0, 1, 5), (6, 0, 10), (7, -2, 1)] {
            let format = Self.formats[format]
            #expect(try object(format.message(for: quiet, at: quiet.seen))["priority"] as? Int == low)
            #expect(try object(format.message(for: loud, at: loud.seen))["priority"] as? Int == high)
        }
        #expect(try object(Self.formats[0].message(for: quiet, at: quiet.seen))["click"] as? String == quiet.url)
        #expect(try object(Self.formats[7].message(for: quiet, at: quiet.seen))["url"] as? String == quiet.url)
    }

    @Test(arguments: ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", ""])
    func `a link that is none of the web's is left out everywhere`(url: String) throws {
        let alert = Alert.sample(title: "T", url: url)
        for format in Self.formats {
            let text = String(decoding: format.message(for: alert, at: alert.seen).body, as: UTF8.self)
            #expect(url.isEmpty || !text.contains(url), "\(text)")
        }
    }

    @Test func `an update says that it is one`() throws {
        let alert = Alert.sample(kind: .updated)
        let text = try #require(object(Self.formats[4].message(for: alert, at: alert.seen))["text"] as? String)
        #expect(text.hasPrefix("Blinken in Beijing [updated]\n"))
    }

    @Test func `a template names the parts of an alert, and braces are doubled`() throws {
        let template = try AlertTemplate(
            reading: "{{{topic}}} {score} {why} {published} {outlets} {id} {feed} {url}")
        let text = TextForm.plain(bytes: 1_000).text(of: .sample(), by: template)
        #expect(
            text == "{us-china} 1.70 china NEAR us 2024-04-26T18:00:00Z 1 5f0c1a2b3c4d5e6f Example News "
                + "https://news.example/1")
        for (written, offset) in [("a {tittle}", 3), ("{", 0), ("x}", 1), ("{title", 0)] {
            let fault = #expect(throws: AlertTemplate.Fault.self) { try AlertTemplate(reading: written) }
            #expect(fault?.offset == offset && fault?.name == (offset == 3 ? "tittle" : nil))
        }
    }

    @Test func `a webhook's secret has the published form or none is made`() {
        for secret in ["plain", "whsec_", "whsec_!!!", "whsec_c2hvcnQ=", "whsec_" + String(repeating: "A", count: 400)]
        {
            #expect(WebhookFormat(url: "https://h.example", secret: secret, token: nil) == nil)
        }
    }

    private func object(_ message: HTTPMessage) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(message.body)) as? [String: Any])
    }

    private func richText(_ object: [String: Any]) throws -> [[String: Any]] {
        let blocks = try #require(object["blocks"] as? [[String: Any]])
        let sections = try #require(blocks.first?["elements"] as? [[String: Any]])
        return try #require(sections.first?["elements"] as? [[String: Any]])
    }
}
