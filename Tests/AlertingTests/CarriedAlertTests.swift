// SPDX-License-Identifier: Apache-2.0
// A digest in every place: the list is there, bounded, harmless, and says how much of it is not shown.

import Foundation
import Model
import TestSupport
import Testing

@testable import Alerting

@Suite struct CarriedAlertTests {
    private static func digest(_ count: Int, title: String = "Headline") -> Alert {
        let named = (0..<min(count, CarriedAlerts.mostNamed)).map { number in
            CarriedAlert(
                id: "5f0c1a2b3c4d5e\(10 + number)", title: "\(title) \(number)",
                url: "https://user:secret@e.example/\(number)", feedTitle: "Example News", score: 1.5)
        }
        return Alert(
            id: "00c0ffee00c0ffee", kind: .digest, topic: "us-china", score: 1.7, title: "digest of \(count) stories",
            url: nil, entryID: nil, feed: "", feedTitle: "", published: nil, seen: Timestamp(seconds: 1_714_154_711),
            language: nil, storyID: "", outlets: 3, priority: .notice, why: [],
            carried: CarriedAlerts(count: count, named: named))
    }

    @Test func `the record has the keys of every alert, and one more`() throws {
        #expect(
            AlertLine.json(Self.digest(1))
                == "{\"schema\":1,\"alert_id\":\"00c0ffee00c0ffee\",\"kind\":\"digest\",\"topic\":\"us-china\",\"score\":1.7,"
                + "\"title\":\"digest of 1 stories\",\"url\":null,\"entry_id\":null,\"feed\":\"\",\"feed_title\":\"\","
                + "\"published\":null,\"seen\":\"2024-04-26T18:05:11Z\",\"language\":null,\"story_id\":\"\",\"outlets\":3,"
                + "\"why\":[],\"alerts\":[{\"alert_id\":\"5f0c1a2b3c4d5e10\",\"title\":\"Headline 0\","
                + "\"url\":\"https://e.example/0\",\"feed_title\":\"Example News\",\"score\":1.5}]}")
        #expect(!AlertLine.json(.sample()).contains("\"alerts\""))
    }

    @Test func `the log has one line, the journal one record that names the alerts`() {
        let digest = Self.digest(2)
        #expect(
            AlertLine.log(digest)
                == "2024-04-26T18:05:11Z  us-china  1.70  -  digest of 2 stories  -  []  #00c0ffee00c0ffee")
        let fields = Dictionary(AlertLine.journalFields(digest).map { ($0.name, $0.value) }) { $1 }
        #expect(fields["MESSAGE"] == "us-china: digest of 2 stories")
        #expect(fields["MESSAGE_ID"] == JournalEvent.alertDigest.messageID)
        #expect(fields["FEEDWATCH_ALERTS"] == "5f0c1a2b3c4d5e10 5f0c1a2b3c4d5e11")
    }

    @Test func `text lists what there is room for and says how much more there is`() {
        let all = TextForm.plain(bytes: 4_000).message(of: Self.digest(2), by: .standard)
        #expect(
            all == """
                digest of 2 stories
                3 feeds · us-china
                • Headline 0 (Example News) https://e.example/0
                • Headline 1 (Example News) https://e.example/1
                """)
        for limit in [100, 130, 200, 300, 1_024, 2_000, 4_000] {
            let text = TextForm.plain(bytes: limit).message(of: Self.digest(10_000), by: .standard)
            let shown = text.split(separator: "\n").count { $0.hasPrefix("•") }
            #expect(text.utf8.count <= limit)
            #expect(text.hasSuffix("and \(10_000 - shown) more: feedwatch alerts show 00c0ffee00c0ffee"), "\(limit)")
        }
    }

    private static let formats: [any AlertFormat] = [
        NtfyFormat(server: "https://n.example", topic: "t", token: nil, template: nil),
        SlackFormat(url: "https://s.example/TOKEN", template: nil),
        MattermostFormat(url: "https://m.example/TOKEN", template: nil),
        DiscordFormat(url: "https://d.example/TOKEN", template: nil),
        TelegramFormat(server: "https://t.example", token: "TOKEN", chat: "-100", template: nil),
        MatrixFormat(server: "https://x.example", room: "!a/b:x.example", token: "TOKEN", template: nil),
        GotifyFormat(server: "https://g.example", token: "TOKEN", template: nil),
        PushoverFormat(server: "https://p.example", token: "TOKEN", user: "USER", device: nil, template: nil),
    ]

    @Test(arguments: formats.indices)
    func `every service shows the list within its bounds, whatever is in it`(format: Int) throws {
        for title in [
            "Plain", "</a><script> @everyone <!channel> **x** \"\u{202E}\n", String(repeating: "é🙂", count: 4_000),
        ] {
            let digest = Self.digest(10_000, title: title)
            let body = Self.formats[format].message(for: digest, at: digest.seen).body
            #expect(body.count < 60_000)
            _ = try JSONSerialization.jsonObject(with: Data(body))
            let text = String(decoding: body, as: UTF8.self)
            #expect(text.contains("feedwatch alerts show 00c0ffee00c0ffee"))
            #expect(!text.contains("secret"))
            // Discord and Mattermost look for names to ping.
            if [2, 3].contains(format) { #expect(!text.contains("@everyone")) }
        }
    }

    @Test func `mail has the list in both its parts and is part of no thread`() throws {
        let format = MailFormat(from: "a@e.example", recipients: ["b@e.example"], template: nil)
        let digest = Self.digest(60)
        let message = String(decoding: format.message(for: digest, at: digest.seen), as: UTF8.self)
        #expect(!message.contains("References:") && message.contains("Subject: [us-china] digest of 60 stories"))
        #expect(
            MailPage.html(of: digest).contains(
                "<li><a href=\"https://e.example/49\">Headline 49</a> (Example News)</li>"))
        #expect(MailPage.html(of: digest).contains("and 10 more: feedwatch alerts show 00c0ffee00c0ffee"))
    }

    @Test func `an Atom feed takes a digest like any alert, and reads it again`() throws {
        var document = AtomDocument(topic: "us-china")
        let isNew = document.add([Self.digest(2), .sample()], keeping: 10)
        #expect(isNew)
        #expect(document.text.contains("<content type=\"html\">&lt;p&gt;3 feeds"))
        var again = try #require(AtomDocument(topic: "us-china", reading: document.text))
        let isNewAgain = again.add([Self.digest(2)], keeping: 10)
        #expect(!isNewAgain && again.text == document.text)
    }
}
