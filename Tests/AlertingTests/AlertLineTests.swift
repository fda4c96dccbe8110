// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import Model
import TestSupport
import Testing

struct AlertLineTests {
    @Test func `the log line is the documented one`() {
        let alert = Alert(
            id: "5f0c1a2b3c4d5e6f", kind: .new, topic: "us-china", score: 1.7,
            title: "Antony Blinken takes aim at China's support for Russia's war in Beijing visit",
            url: "https://www.cbc.ca/news/world/blinken", entryID: "1.7185",
            feed: "https://www.cbc.ca/cmlink/rss-world",
            feedTitle: "CBC | World News", published: nil, seen: Timestamp(seconds: 1_714_154_711), language: "en",
            storyID: "00112233445566ff", outlets: 1, priority: .notice,
            why: [
                .sample(signal: "@china NEAR/8 @us", points: 1), .sample(signal: "blinken trip", points: 0.7),
                .sample(signal: "snooker", points: -0.8),
            ])
        #expect(
            AlertLine.log(alert)
                == "2024-04-26T18:05:11Z  us-china  1.70  CBC | World News  Antony Blinken takes aim at China's support for "
                + "Russia's war in Beijing visit  https://www.cbc.ca/news/world/blinken  [china NEAR us; blinken trip]  "
                + "#5f0c1a2b3c4d5e6f")
    }

    @Test func `an absent part of the log line keeps its place`() {
        let line = AlertLine.log(.sample(title: " \u{202E}\n", url: nil))
        #expect(line.components(separatedBy: "  ").count == 8)
        #expect(line.contains("  Example News  -  -  ["))
    }

    @Test func `the keys of the JSON object come in the documented order`() {
        #expect(
            AlertLine.json(.sample())
                == #"{"schema":1,"alert_id":"5f0c1a2b3c4d5e6f","kind":"new","topic":"us-china","score":1.7,"#
                + #""title":"Blinken in Beijing","url":"https://news.example/1","entry_id":"tag:news.example,2024:1","#
                + #""feed":"https://news.example/feed.xml","feed_title":"Example News","#
                + #""published":"2024-04-26T18:00:00Z","seen":"2024-04-26T18:05:11Z","language":"en","#
                + #""story_id":"00112233445566ff","outlets":1,"why":[{"signal":"@china NEAR/8 @us","points":1,"#
                + #""field":"title","terms":["Blinken in Beijing"],"snippet":"Blinken in Beijing"}]}"#)
    }

    @Test(arguments: hostileTitles)
    func `whatever a feed sends stays one line without controls, and JSON keeps it whole`(title: String) throws {
        let alert = Alert.sample(title: title, url: "https://a.example/\u{1B}]8;;\n\(title)")
        let line = AlertLine.log(alert)
        #expect(line.unicodeScalars.allSatisfy { !isControl($0) })
        #expect(line.components(separatedBy: "  ").count == 8)
        #expect(line.hasSuffix("  #5f0c1a2b3c4d5e6f"))

        let json = AlertLine.json(alert)
        #expect(json.unicodeScalars.allSatisfy { !isControl($0) })
        let object = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["title"] as? String == title)

        for (name, value) in AlertLine.journalFields(alert) {
            #expect(value.unicodeScalars.allSatisfy { !isControl($0) }, "\(name)")
        }
    }

    @Test func `a huge title is cut at a character in every form`() {
        let alert = Alert.sample(title: String(repeating: "中", count: 100_000))
        #expect(AlertLine.log(alert).utf8.count < 2_000)
        #expect(AlertLine.log(alert).contains("中…  https"))
        #expect(AlertLine.json(alert).utf8.count < 6_000)
        #expect(AlertLine.json(alert).contains("中…\""))
        #expect(AlertLine.journalFields(alert).allSatisfy { $0.value.utf8.count < 5_000 })
    }

    @Test(arguments: [
        (1.0, "1"), (1.7, "1.7"), (0.1 + 0.2, "0.3"), (1.2345, "1.235"), (-0.8, "-0.8"), (-0.0001, "0"),
        (1e300, "9000000000000"),
        (.nan, "0"), (.infinity, "0"),
    ])
    func `a number has three decimals at most`(number: Double, expected: String) {
        #expect(AlertLine.json(.variant(score: number)).contains("\"score\":\(expected),"))
    }

    @Test func `credentials in an address are left out everywhere`() {
        let alert = Alert.sample(url: "https://user:secret@news.example/a@b?c=@")
        let forms = [AlertLine.log(alert), AlertLine.json(alert)] + AlertLine.journalFields(alert).map(\.value)
        #expect(forms.allSatisfy { !$0.contains("secret") })
        #expect(AlertLine.log(alert).contains("  https://news.example/a@b?c=@  "))
    }

    @Test func `the journal record has the documented fields`() {
        let fields = Dictionary(uniqueKeysWithValues: AlertLine.journalFields(.sample()).map { ($0.name, $0.value) })
        #expect(
            fields == [
                "MESSAGE": "us-china: Blinken in Beijing (Example News) https://news.example/1",
                "MESSAGE_ID": JournalEvent.alertNew.messageID, "PRIORITY": "5", "SYSLOG_IDENTIFIER": "feedwatch",
                "FEEDWATCH_ALERT_ID": "5f0c1a2b3c4d5e6f", "FEEDWATCH_TOPIC": "us-china", "FEEDWATCH_SCORE": "1.7",
                "FEEDWATCH_FEED": "https://news.example/feed.xml", "FEEDWATCH_URL": "https://news.example/1",
                "FEEDWATCH_STORY": "00112233445566ff", "FEEDWATCH_TITLE": "Blinken in Beijing",
                "FEEDWATCH_WHY": "china NEAR us",
            ])
    }

    @Test(arguments: [(Alert.Kind.updated, "[updated]"), (.growing, "[told by 20 outlets]")])
    func `the journal's message says when the story is not new`(kind: Alert.Kind, remark: String) {
        let alert = Alert.variant(kind: kind, outlets: 20)
        let fields = Dictionary(uniqueKeysWithValues: AlertLine.journalFields(alert).map { ($0.name, $0.value) })
        #expect(
            fields["MESSAGE"] == "us-china: Blinken in Beijing (Example News) \(remark) https://news.example/1")
        #expect(fields["MESSAGE_ID"] == JournalEvent(kind).messageID)
    }

    @Test func `text for diagnostics is one clean line of bounded length`() {
        #expect(AlertLine.clean(" a\u{1B}[2J\n b\u{202E}c ") == "a [2J bc")
        #expect(AlertLine.clean("a long text", limit: 6) == "a long…")
    }

    @Test func `marks are not stacked beyond what a language needs, where people read`() {
        let tower = "Z" + String(repeating: "\u{0336}\u{0301}", count: 400) + "algo"
        let alert = Alert.sample(title: tower, url: "https://a.example/" + tower)
        let shown = "Z" + String(repeating: "\u{0336}\u{0301}", count: 4) + "algo"
        #expect(AlertLine.log(alert).contains("  " + shown + "  https://a.example/" + shown + "  "))
        for (_, value) in AlertLine.journalFields(alert) { #expect(value.unicodeScalars.count < 200) }
        #expect(AlertLine.clean("क्षि นี้ שָׁ֔לוֹם e\u{0323}\u{0302}") == "क्षि นี้ שָׁ֔לוֹם e\u{0323}\u{0302}")
        #expect(AlertLine.json(alert).unicodeScalars.count > 1_600)
    }

    @Test func `every event has its entry in the catalog, and every entry its event`() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../systemd/feedwatch.catalog")
        let catalog = try String(contentsOf: file, encoding: .utf8)
        let entries = catalog.split(separator: "\n").filter { $0.hasPrefix("-- ") }.map { $0.dropFirst(3) }
        #expect(entries.map(String.init).sorted() == JournalEvent.allCases.map(\.messageID).sorted())
    }

    private func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

private let hostileTitles = [
    "clear \u{1B}[2J the screen", "\u{1B}]0;new title\u{7}", "\u{9B}31mred", "two\nlines\r\nand\tmore",
    "next\u{85}line\u{2028}line\u{2029}paragraph\u{B}\u{C}", "right\u{202E}to left\u{2066}\u{2069}\u{200F}",
    "2024-04-26T18:05:11Z  other  9.99  Forged  Title", "a \u{200E} b \u{FEFF} c",
    "quotes \" and \\ and \\\" and \\ud800",
    "MESSAGE=forged\nPRIORITY=0", "nul \u{0} del \u{7F}", "emoji 👨‍👩‍👧 and 中文", "noncharacter \u{FFFF} \u{10FFFF}", "",
]

extension Reason {
    fileprivate static func sample(signal: String, points: Double) -> Reason {
        Reason(signal: signal, points: points, field: "title", terms: [], snippet: "")
    }
}

extension Alert {
    fileprivate static func variant(score: Double = 1.7, kind: Kind = .new, outlets: Int = 1) -> Alert {
        let alert = Alert.sample()
        return Alert(
            id: alert.id, kind: kind, topic: alert.topic, score: score, title: alert.title, url: alert.url,
            entryID: alert.entryID, feed: alert.feed, feedTitle: alert.feedTitle, published: nil, seen: alert.seen,
            language: nil, storyID: alert.storyID, outlets: outlets, priority: .notice, why: [])
    }
}
