// SPDX-License-Identifier: Apache-2.0

import Model
import TestSupport

@testable import Storing

/// A store, topics with rules, and a clock that a test sets.
final class AttentionFixture {
    let base: StoreFixture
    private(set) var store: Store
    var now = StoreFixture.start
    var attention: [String: Attention] = [:]
    /// Topics of the configuration; others are gone.
    var topics: Set<String> = ["us-china"]
    private var number = 0

    init(_ attention: Attention = .none) async throws {
        base = try await StoreFixture()
        store = base.store
        self.attention["us-china"] = attention
    }

    var rules: ReleaseRules {
        let rules = topics.map { topic in
            (topic, ReleaseRules.TopicRules(attention: attention[topic] ?? .none, priority: .notice, sinks: ["log"]))
        }
        return ReleaseRules(topics: Dictionary(uniqueKeysWithValues: rules), sinks: ["log", "jsonl"])
    }

    /// Commits a document of so many new stories that match. Returns what came of it.
    @discardableResult
    func tell(
        _ count: Int = 1, topic: String = "us-china", feed: String = StoreFixture.feed, occasion: String? = nil
    ) async throws -> CommitSummary {
        let entries = StoreFixture.entries(number..<(number + count))
        number += count
        return try await tell(entries, topic: topic, feed: feed, occasion: occasion) { _, _, _, _ in .opens }
    }

    @discardableResult
    func tell(
        _ entries: [Entry], topic: String = "us-china", feed: String = StoreFixture.feed, occasion: String? = nil,
        placing: @escaping Placing
    ) async throws -> CommitSummary {
        let sorted = try await store.sort(entries, of: feed)
        let fresh = sorted.fresh.map { FreshEntry(entry: $0, drafts: [.sample(topic: topic)]) }
        return try await store.commit(
            Refresh(
                feed: feed, state: PollState(), fresh: fresh, attention: attention.filter { topics.contains($0.key) },
                occasion: occasion, at: now), placing: placing)
    }

    func release() async throws -> Release {
        try await store.release(by: rules, at: now)
    }

    /// Ends the store as a kill would leave it, and opens it again.
    func reopen() async throws {
        try await store.close()
        store = try Store.open(path: base.path, now: now).store
    }

    func place(of alert: Alert) throws -> AlertPlace? {
        try base.reader().alerts(idPrefix: alert.id).first?.place
    }

    /// What was delivered to `log`, in order.
    func delivered() async throws -> [Alert] {
        try await store.waiting(for: "log", limit: 1_000_000, now: now).deliveries.map(\.alert)
    }
}
