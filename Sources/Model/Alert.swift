// SPDX-License-Identifier: Apache-2.0
// What a user is told, complete: every sink prints from this and asks nobody else.

/// One alert: a topic, a story, and the entry that told it first.
package struct Alert: Sendable, Hashable {
    /// 16 hexadecimal digits: SHA-256 of topic, story, kind and, for `updated`, the revision, for `growing` the count, for
    /// `digest` and `overflow` the first alert it carries. The same alert has the same id for ever.
    package let id: String
    package let kind: Kind
    /// The topic's id.
    package let topic: String
    package let score: Double
    /// Plain text, one line, not yet escaped for any place.
    package let title: String
    /// As published and resolved; `nil` where it has none, or one that may run something (`HarmlessLink`).
    package let url: String?
    /// The publisher's id of the entry.
    package let entryID: String?
    /// The configured URL of the feed.
    package let feed: String
    package let feedTitle: String
    package let published: Timestamp?
    /// When feedwatch first saw the entry.
    package let seen: Timestamp
    package let language: String?
    package let storyID: String
    /// How many feeds had told the story when the alert was made.
    package let outlets: Int
    package let priority: Priority
    package let why: [Reason]
    /// What a `digest` or `overflow` tells of; `nil` for an alert of one story.
    package let carried: CarriedAlerts?

    package init(
        id: String, kind: Kind, topic: String, score: Double, title: String, url: String?, entryID: String?,
        feed: String, feedTitle: String, published: Timestamp?, seen: Timestamp, language: String?, storyID: String,
        outlets: Int, priority: Priority, why: [Reason], carried: CarriedAlerts? = nil
    ) {
        self.id = id
        self.kind = kind
        self.topic = topic
        self.score = score
        self.title = title
        self.url = url
        self.entryID = entryID
        self.feed = feed
        self.feedTitle = feedTitle
        self.published = published
        self.seen = seen
        self.language = language
        self.storyID = storyID
        self.outlets = outlets
        self.priority = priority
        self.why = why
        self.carried = carried
    }

    package enum Kind: String, Sendable, Hashable, Codable {
        case new, updated, growing
        /// Several stories in one alert: what was gathered for a time, and what was too much for a while. They have neither
        /// story nor entry nor feed; the title is a line for people.
        case digest, overflow
    }
}

/// One line of an alert's proof: a signal that holds, the words found and their surroundings.
package struct Reason: Sendable, Hashable, Codable {
    /// The expression as written in the topic's file.
    package let signal: String
    package let points: Double
    package let field: String
    /// The distinct texts found, in the order of the entry; at most 8.
    package let terms: [String]
    /// Some words around the first of them.
    package let snippet: String

    package init(signal: String, points: Double, field: String, terms: [String], snippet: String) {
        self.signal = signal
        self.points = points
        self.field = field
        self.terms = terms
        self.snippet = snippet
    }
}
