// SPDX-License-Identifier: Apache-2.0

import GRDB
import Model
import TestSupport
import Testing

@testable import Storing

struct FurnitureTests {
    private let furniture = Furniture(summary: [0..<4], content: [3..<9, 12..<40])

    private func commit(_ furniture: Furniture, memory: BlockMemory? = nil, to fixture: StoreFixture) async throws {
        let fresh = FreshEntry(
            entry: KeyedEntry(entry: .sample(), keys: [EntryKey(hash: 1)]), furniture: furniture, drafts: [.sample()])
        let refresh = Refresh(
            feed: StoreFixture.feed, state: PollState(), fresh: [fresh], memory: memory, at: StoreFixture.start)
        _ = try await fixture.store.commit(refresh) { _, _, _, _ in .opens }
    }

    @Test func `what was left out of an entry is known with it`() async throws {
        let fixture = try await StoreFixture()
        try await commit(furniture, to: fixture)
        try await fixture.poll(StoreFixture.entries(0..<1))
        let stored = try fixture.reader().entries(after: 0, limit: 10)
        #expect(stored.map(\.furniture) == [furniture, .none])
        #expect(try fixture.reader().entry(ofAlert: 1)?.furniture == furniture)
        #expect(try fixture.number("SELECT count(*) FROM entry_furniture") == 1)
    }

    @Test func `stories are placed by what is left`() async throws {
        let fixture = try await StoreFixture()
        try await commit(Furniture(summary: [3..<1_000]), to: fixture)
        #expect(try await fixture.store.matched(since: StoreFixture.start).map(\.entry.summary) == ["The"])
    }

    @Test func `what a feed repeats is remembered, and replaced`() async throws {
        let fixture = try await StoreFixture()
        #expect(try await fixture.store.blockMemory(of: StoreFixture.feed) == nil)
        for stories in 1...2 {
            let blocks = [BlockCount(hash: .max, stories: stories), BlockCount(hash: 0, stories: 7)]
            let memory = BlockMemory(stories: stories, blocks: blocks)
            try await commit(.none, memory: memory, to: fixture)
            #expect(try await fixture.store.blockMemory(of: StoreFixture.feed) == memory)
        }
    }

    @Test func `it goes with its entry`() async throws {
        let fixture = try await StoreFixture()
        let fresh = FreshEntry(
            entry: KeyedEntry(entry: .sample(), keys: [EntryKey(hash: 1)]), furniture: furniture)
        _ = try await fixture.store.commit(
            Refresh(feed: StoreFixture.feed, state: PollState(), fresh: [fresh], at: StoreFixture.start)
        ) { _, _, _, _ in .opens }
        try await fixture.poll(StoreFixture.entries(0..<1))
        _ = try await fixture.store.prune(entriesBefore: StoreFixture.start + .seconds(1))
        #expect(try fixture.number("SELECT count(*) FROM entry_furniture") == 0)
    }

    @Test func `an older store is brought forward with nothing left out`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<1))
        try await fixture.store.close()
        try await DatabaseQueue(path: fixture.path).write { db in
            try db.execute(sql: "DROP TABLE entry_furniture; DROP TABLE block_memory; DROP TABLE verdict")
            try db.execute(sql: "DROP TABLE config_generation; DROP TABLE config_file; DROP TABLE config_text")
            try db.execute(sql: "ALTER TABLE alert DROP COLUMN carried")
            for table in ["held", "carried", "told", "mute"] { try db.execute(sql: "DROP TABLE \(table)") }
            try db.execute(sql: StoreFixture.undoingGivingUp + "; PRAGMA user_version = 6")
        }
        let opened = try Store.open(path: fixture.path, now: StoreFixture.start)
        #expect(opened.outcome == .migrated(from: 6, to: Schema.version))
        #expect(try fixture.reader().entries(after: 0, limit: 1).map(\.furniture) == [.none])
    }
}
