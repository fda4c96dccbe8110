// SPDX-License-Identifier: Apache-2.0

import GRDB
import Model
import TestSupport

@testable import Storing

/// A store in a folder of its own, with one feed.
struct StoreFixture {
    static let feed = "https://news.example/feed.xml"
    static let start = Timestamp(seconds: 1_714_154_711)

    let folder: TemporaryDirectory
    let store: Store

    var path: String { folder.path("state/feedwatch.db") }

    init() async throws {
        folder = try TemporaryDirectory()
        store = try Store.open(path: folder.path("state/feedwatch.db"), now: Self.start).store
        _ = try await store.pollStates(of: [Feed(url: Self.feed)])
    }

    /// Polls the feed once: sorts the entries, stores what is new. Returns the titles of the new entries.
    @discardableResult
    func poll(
        _ entries: [Entry], of feed: String = Self.feed, homePage: String? = "https://news.example/",
        at moment: Timestamp = Self.start, topics: [String] = [], sinks: [String] = ["log"], isTold: Bool = true
    ) async throws -> [String] {
        let sorted = try await store.sort(entries, of: feed, homePage: homePage)
        let fresh = sorted.fresh.map { keyed in
            FreshEntry(entry: keyed, drafts: topics.map { .sample(topic: $0, sinks: sinks) }, isTold: isTold)
        }
        let state = PollState(nextPoll: moment + .seconds(1_800), lastPoll: moment)
        let refresh = Refresh(feed: feed, state: state, fresh: fresh, knownKeys: sorted.knownKeys, at: moment)
        _ = try await store.commit(refresh) { _, _, _, _ in .opens }
        return sorted.fresh.map(\.entry.title)
    }

    func reader() throws -> StoreReader {
        try StoreReader(path: path)
    }

    /// A number read straight from the database.
    func number(_ sql: String) throws -> Int {
        try DatabaseQueue(path: path).read { db in try Int.fetchOne(db, sql: sql) ?? -1 }
    }

    /// Back to the outbox of version 9, for tests of older stores.
    static let undoingGivingUp = """
        DROP INDEX delivery_given_up; DROP INDEX delivery_waiting;
        ALTER TABLE delivery DROP COLUMN queued_at; ALTER TABLE delivery DROP COLUMN ending;
        ALTER TABLE delivery RENAME COLUMN ended_at TO delivered_at;
        CREATE INDEX delivery_waiting ON delivery (sink, id) WHERE delivered_at IS NULL
        """

    /// Entries with ids, links, titles and texts of their own.
    static func entries(_ numbers: Range<Int>) -> [Entry] {
        numbers.map { number in
            .sample(
                id: "tag:news.example,2024:\(number)", title: "Headline \(number)",
                url: "https://news.example/\(number)", summary: "What happened, told for the \(number). time.",
                published: start + .seconds(number))
        }
    }
}

extension DraftAlert {
    static func sample(topic: String = "us-china", sinks: [String] = ["log"]) -> DraftAlert {
        DraftAlert(
            topic: topic, score: 1.7, priority: .notice, feedTitle: "Example News", sinks: sinks,
            why: [Reason(signal: "china NEAR us", points: 1, field: "title", terms: ["Beijing"], snippet: "in Beijing")]
        )
    }
}

extension CommitSummary {
    /// How many entries, how many alerts.
    var figures: [Int] { [newEntries, alerts.count] }
}

extension Store {
    func matched(since moment: Timestamp) throws -> [(story: String, feed: String, at: Timestamp, entry: Entry)] {
        var found: [(story: String, feed: String, at: Timestamp, entry: Entry)] = []
        try visitMatchedEntries(since: moment, limit: 100) { found.append(($0, $1, $2, $3)) }
        return found
    }
}
