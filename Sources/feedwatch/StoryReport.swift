// SPDX-License-Identifier: Apache-2.0
// A story as `stories` prints it, for a person and for a program.

import Model
import Storing
import Watching
import Wording

/// The JSON of a story; `list` leaves out what `show` adds.
struct StoryReport: Encodable {
    let storyID: String
    let firstSeen: String
    let lastSeen: String
    let outlets: Int
    let topics: [String]
    let title: String?
    var tellings: [Telling]?
    var alerts: [Alert]?

    init(_ stored: StoredStory) {
        storyID = stored.story.id
        firstSeen = stored.story.firstSeen.rfc3339
        lastSeen = stored.lastSeen.rfc3339
        outlets = stored.story.outlets
        topics = stored.topics
        title = stored.title
    }

    enum CodingKeys: String, CodingKey {
        case outlets, topics, title, tellings, alerts
        case storyID = "story_id"
        case firstSeen = "first_seen"
        case lastSeen = "last_seen"
    }

    struct Telling: Encodable {
        let seen: String
        let published: String?
        let feed: String
        let title: String
        let url: String?
        let entryID: String?

        init(_ stored: StoredEntry) {
            seen = stored.seen.rfc3339
            published = stored.entry.published?.rfc3339
            feed = stored.feed
            title = stored.entry.title
            url = stored.entry.url.flatMap(HarmlessLink.of)
            entryID = stored.entry.id
        }

        enum CodingKeys: String, CodingKey {
            case seen, published, feed, title, url
            case entryID = "entry_id"
        }
    }

    struct Alert: Encodable {
        let alertID: String
        let kind: String
        let topic: String

        init(_ alert: Model.Alert) {
            alertID = alert.id
            kind = alert.kind.rawValue
            topic = alert.topic
        }

        enum CodingKeys: String, CodingKey {
            case kind, topic
            case alertID = "alert_id"
        }
    }
}

/// A story for a person who asked about it.
enum StoryText {
    static func line(_ stored: StoredStory) -> String {
        let topics = stored.topics.isEmpty ? "–" : stored.topics.joined(separator: ",")
        return [
            stored.story.firstSeen.rfc3339, outlets(stored.story), Printable.line(topics),
            Printable.line(stored.title ?? "–"), stored.story.id,
        ].joined(separator: "  ")
    }

    static func facts(_ stored: StoredStory, tellings: [StoredEntry], alerts: [Alert]) -> String {
        let facts = [
            ("story", stored.story.id), ("title", stored.title ?? "–"), ("outlets", "\(stored.story.outlets)"),
            ("first", stored.story.firstSeen.rfc3339), ("last", stored.lastSeen.rfc3339),
        ].map { name, value in name.padded(to: 10) + Printable.line(value) }
        return (facts + alerts.map(line) + tellings.map(line)).joined(separator: "\n")
    }

    private static func line(_ alert: Alert) -> String {
        "alert".padded(to: 10) + "\(alert.kind.rawValue)  \(Printable.line(alert.topic))  #\(alert.id)"
    }

    private static func line(_ telling: StoredEntry) -> String {
        [
            telling.seen.rfc3339, Printable.line(telling.feed), Printable.line(telling.entry.title),
            Printable.line(telling.entry.url.flatMap(HarmlessLink.of) ?? "–"),
        ].joined(separator: "  ")
    }

    private static func outlets(_ story: Story) -> String {
        story.outlets == 1 ? "1 outlet" : "\(story.outlets) outlets"
    }
}
