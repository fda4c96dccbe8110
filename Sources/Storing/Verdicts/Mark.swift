// SPDX-License-Identifier: Apache-2.0
package import Model

/// What a user says of a stored entry for a topic.
package struct Mark: Sendable, Hashable {
    /// The entry's row (`StoredEntry.row`).
    package let entry: Int64
    /// The topic's id.
    package let topic: String
    /// Whether the topic should tell the entry; `nil` takes back what was said.
    package let isRelevant: Bool?
    /// The id of the alert it was said of; `nil` where an entry was named.
    package let alert: String?

    package init(entry: Int64, topic: String, isRelevant: Bool?, alert: String? = nil) {
        self.entry = entry
        self.topic = topic
        self.isRelevant = isRelevant
        self.alert = alert
    }
}

/// What became of a mark.
package enum MarkOutcome: Sendable, Hashable {
    /// `before` is what had been said of the entry and topic; `nil` for nothing.
    case marked(before: Bool?)
    /// The entry is not stored, or no longer.
    case noEntry
}

/// What was said of an entry, with the entry as its topic saw it.
package struct StoredVerdict: Sendable, Hashable {
    /// The entry's row. The row in the table of entries may be gone: this one stays.
    package let row: Int64
    package let topic: String
    package let isRelevant: Bool
    /// When it was said last.
    package let at: Timestamp
    /// The id of the alert it was said of; `nil` where an entry was named.
    package let alert: String?
    /// The configured URL of the entry's feed.
    package let feed: String
    /// Without page furniture, its texts cut to 16 KiB together.
    package let entry: Entry
}
