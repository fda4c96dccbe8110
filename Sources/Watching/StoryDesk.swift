// SPDX-License-Identifier: Apache-2.0
// The stories of the last days, in memory, asked from inside the store's transactions.

package import Configuring
import Grouping
package import Model
package import Storing
import Synchronization

/// Where a matched entry is put: into a story that is already open, or into a new one.
///
/// The index mirrors what the store has committed. It is built when the first entry is about to be placed, which in a
/// quiet hour never comes. After a transaction that failed it knows too much and is built anew.
package final class StoryDesk: Sendable {
    private struct Desk: Sendable {
        var window: Duration
        var topicWords: TopicWords
        var index: StoryIndex
    }

    private let desk: Mutex<Desk>
    private let preparation = Mutex<Task<Void, any Error>?>(nil)

    package init(_ configuration: Configuration) {
        let window = configuration.stories.window
        desk = Mutex(
            Desk(
                window: window, topicWords: TopicWords(configuration.topics), index: StoryIndex(window: window)))
    }

    /// For `Store.commit(_:placing:)`; runs on the store's queue.
    package var place: @Sendable (FreshEntry, String, Timestamp, String) -> StoryPlacement {
        { fresh, feed, moment, proposedID in
            self.desk.withLock { desk in
                let topicWords = desk.topicWords.words(of: fresh.drafts.map(\.topic))
                return desk.index.place(
                    fresh.entry.entry.without(fresh.furniture), feed: feed, at: moment, leavingOut: topicWords,
                    proposedID: proposedID)
            }
        }
    }

    /// Takes the topics and the window of another configuration. Returns whether the window changed: the index then goes
    /// by the old one until it is rebuilt.
    package func use(_ configuration: Configuration) -> Bool {
        desk.withLock { desk in
            desk.topicWords = TopicWords(configuration.topics)
            defer { desk.window = configuration.stories.window }
            return desk.window != configuration.stories.window
        }
    }

    /// To be awaited before a commit that places entries. The first call counts words where that is due and builds the
    /// index; those that come meanwhile wait for it, later ones return at once.
    package func prepare(from store: Store, now: Timestamp) async throws {
        let task = preparation.withLock { preparation in
            let task =
                preparation
                ?? Task {
                    try await renewVocabulary(from: store)
                    try await rebuild(from: store, now: now)
                }
            preparation = task
            return task
        }
        do {
            try await task.value
        } catch {
            preparation.withLock { $0 = nil }
            throw error
        }
    }

    /// Replaces the index by what `store` holds of the last days, within one turn of the store's queue, so that no
    /// transaction comes in between. Where that fails, `prepare` does it before the next entry is placed.
    package func rebuild(from store: Store, now: Timestamp) async throws {
        do {
            try await store.refill(self, now: now)
        } catch {
            preparation.withLock { $0 = nil }
            throw error
        }
    }

    /// Counts the words of a sample of what is stored, where so much has arrived that it is time; the store is asked in
    /// small steps, between which others come to it.
    package func renewVocabulary(from store: Store) async throws {
        guard try await store.isVocabularyDue() else { return }
        var counter = WordCounter()
        var row: Int64 = 0
        while let last = try await count(from: store, after: row, &counter) { row = last }
        let vocabulary = counter.vocabulary
        try await store.replaceVocabulary(by: vocabulary)
        desk.withLock { desk in
            desk.index.use(vocabulary)
        }
    }

    private func count(from store: Store, after row: Int64, _ counter: inout WordCounter) async throws -> Int64? {
        let entries = try await store.sampledEntries(after: row, limit: 128)
        for stored in entries { counter.count(stored.entry) }
        return entries.last?.row
    }

    fileprivate func replace(
        _ vocabulary: Vocabulary, _ build: (inout StoryIndex) throws(StoreError) -> Void
    ) throws(StoreError) {
        try desk.withLock { desk throws(StoreError) in
            var index = StoryIndex(window: desk.window)
            index.use(vocabulary)
            try build(&index)
            desk.index = index
        }
    }
}

extension Store {
    fileprivate func refill(_ desk: StoryDesk, now: Timestamp) throws(StoreError) {
        try desk.replace(try vocabulary()) { index throws(StoreError) in
            try visitMatchedEntries(since: now - index.span, limit: index.capacity) { story, feed, at, entry in
                index.remember(story: story, feed: feed, at: at, entry: entry)
            }
        }
    }
}
