// SPDX-License-Identifier: Apache-2.0
// What one poll of one feed brings to the store, whole: it is committed as one thing or not at all.

package import Model

/// The outcome of polling one feed.
package struct Refresh: Sendable {
    /// The configured URL of the feed.
    package let feed: String
    package let state: PollState
    /// In the order in which they shall be stored and told.
    package let fresh: [FreshEntry]
    /// What `Store.sort` learnt about keys besides those of fresh entries.
    package let knownKeys: [KnownKey]
    package let edits: [EditedEntry]
    /// What the feed repeats from now on; `nil` leaves the memory as it is.
    package let memory: BlockMemory?
    /// The rules of attention by topic; a topic that is not here is told at once.
    package let attention: [String: Attention]
    /// What happened to a document in which everything is new at once: its alerts are told as one. `nil` for any other.
    package let occasion: String?
    package let at: Timestamp

    package init(
        feed: String, state: PollState, fresh: [FreshEntry] = [], knownKeys: [KnownKey] = [],
        edits: [EditedEntry] = [], memory: BlockMemory? = nil, attention: [String: Attention] = [:],
        occasion: String? = nil, at: Timestamp
    ) {
        self.feed = feed
        self.state = state
        self.fresh = fresh
        self.knownKeys = knownKeys
        self.edits = edits
        self.memory = memory
        self.attention = attention
        self.occasion = occasion
        self.at = at
    }

    /// Whether it brings more than a poll state.
    var isChanged: Bool { !fresh.isEmpty || !knownKeys.isEmpty || !edits.isEmpty }

    /// Whether an entry of it is put into a story: one that matched, or matches since its edit.
    package var placesEntries: Bool {
        fresh.contains { !$0.drafts.isEmpty } || edits.contains { !$0.drafts.isEmpty }
    }
}

/// An entry that was not known, with what topics made of it.
package struct FreshEntry: Sendable {
    package let entry: KeyedEntry
    /// What of its text was not matched.
    package let furniture: Furniture
    /// One for each topic that matched; empty for an entry that is only kept.
    package let drafts: [DraftAlert]
    /// `false` for backlog: stored and grouped, told to nobody.
    package let isTold: Bool

    package init(
        entry: KeyedEntry, furniture: Furniture = .none, drafts: [DraftAlert] = [], isTold: Bool = true
    ) {
        self.entry = entry
        self.furniture = furniture
        self.drafts = drafts
        self.isTold = isTold
    }
}

/// An entry with the keys by which it will be known.
package struct KeyedEntry: Sendable, Hashable {
    package let entry: Entry
    package let keys: [EntryKey]

    package init(entry: Entry, keys: [EntryKey]) {
        self.entry = entry
        self.keys = keys
    }
}

/// A new fact about a key: one more way to know a stored entry, or that it tells nothing.
package struct KnownKey: Sendable, Hashable {
    package let key: EntryKey
    /// The stored entry (`entry.id`); 0 for a key that different entries share and that identifies none of them.
    let owner: Int64
}

/// An alert that will be made unless its topic has told the story already.
package struct DraftAlert: Sendable {
    /// The topic's id.
    package let topic: String
    package let score: Double
    package let priority: Priority
    /// The name under which the feed is told.
    package let feedTitle: String
    /// The sinks that shall have it, by name.
    package let sinks: [String]
    package let why: [Reason]

    package init(
        topic: String, score: Double, priority: Priority, feedTitle: String, sinks: [String], why: [Reason]
    ) {
        self.topic = topic
        self.score = score
        self.priority = priority
        self.feedTitle = feedTitle
        self.sinks = sinks
        self.why = why
    }
}

/// What a committed refresh came to.
package struct CommitSummary: Sendable, Hashable {
    package var newEntries: Int
    /// Those told at once, in the order in which they were made.
    package var alerts: [Alert]
    /// How many were made and wait.
    package var held = 0
    /// When the first of these is to be told; `nil` where none waits.
    package var nextRelease: Timestamp?

    package init(newEntries: Int = 0, alerts: [Alert] = []) {
        self.newEntries = newEntries
        self.alerts = alerts
    }

    mutating func count(_ alert: Alert, _ telling: Telling) {
        switch telling {
        case .now: alerts.append(alert)
        case .held(_, let until):
            held += 1
            nextRelease = min(nextRelease ?? until, until)
        }
    }
}
