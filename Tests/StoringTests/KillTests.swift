// SPDX-License-Identifier: Apache-2.0

import Glibc
import Model
import TestSupport
import Testing

@testable import Storing

/// The process dies (SIGKILL) between two steps of a refresh; the next one opens the store.
struct KillTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    private var path: String { folder.path("feedwatch.db") }

    /// In a process of its own: polls ten documents of 500 entries, one after the other, until `fault` strikes.
    private static func poll(_ path: String, until fault: String) async throws {
        setenv("FEEDWATCH_FAULT", fault, 1)
        let store = try Store.open(path: path, now: StoreFixture.start).store
        for round in 0..<10 { try await poll(round, into: store) }
    }

    private static func poll(_ round: Int, into store: Store) async throws {
        let entries = StoreFixture.entries(round * 500..<round * 500 + 500).map { entry in
            var entry = entry
            entry.content = String(repeating: "word ", count: 1_000)
            return entry
        }
        let sorted = try await store.sort(entries, of: StoreFixture.feed)
        let fresh = sorted.fresh.map { FreshEntry(entry: $0, drafts: [.sample()]) }
        let refresh = Refresh(feed: StoreFixture.feed, state: PollState(), fresh: fresh, at: StoreFixture.start)
        _ = try await store.commit(refresh) { _, _, _, _ in .opens }
    }

    /// Every refresh is there whole or not at all, and polling again completes it.
    private func expectWhole(documents: Int) async throws {
        let opened = try Store.open(path: path, now: StoreFixture.start)
        #expect(opened.outcome == .opened)
        let reader = try StoreReader(path: path)
        let counts = try reader.counts()
        #expect((counts.entries, counts.alerts, counts.stories) == (documents * 500, documents * 500, documents * 500))
        let before = try reader.alerts(after: 0, limit: 10_000).map(\.alert.id)
        for round in 0..<10 { try await Self.poll(round, into: opened.store) }
        let after = try reader.alerts(after: 0, limit: 10_000).map(\.alert.id)
        #expect(after.count == 5_000 && Set(after).count == 5_000)
        #expect(Array(after.prefix(before.count)) == before)
    }

    @Test func `killed inside a transaction, nothing of it remains`() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            try await Self.poll(path, until: "kill@inside-transaction:3")
        }
        try await expectWhole(documents: 2)
    }

    @Test func `killed after a commit, all of it remains`() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            try await Self.poll(path, until: "kill@after-commit:3")
        }
        try await expectWhole(documents: 3)
    }

    @Test func `killed before a checkpoint, what was committed remains`() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            try await Self.poll(path, until: "kill@checkpoint:1")
        }
        try await expectWhole(documents: 4)
    }

    @Test func `killed after a checkpoint, what was committed remains`() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            try await Self.poll(path, until: "kill@checkpoint:4")
        }
        try await expectWhole(documents: 8)
    }
}
