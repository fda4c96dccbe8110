// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Model
import TestSupport
import Testing

@testable import Storing

struct OpeningTests {
    private let folder: TemporaryDirectory
    private let now = Timestamp(seconds: 1_714_154_711)
    private let aside = "feedwatch.db.corrupt-20240426T180511Z"

    init() throws {
        folder = try TemporaryDirectory()
    }

    private var path: String { folder.path("feedwatch.db") }

    private func open() throws -> OpenedStore {
        try Store.open(path: path, now: now, silenceAfterDamage: { Timestamp(seconds: 7) })
    }

    /// A closed store of 300 entries.
    private func fill() async throws {
        let store = try open().store
        let sorted = try await store.sort(StoreFixture.entries(0..<300), of: StoreFixture.feed)
        let fresh = sorted.fresh.map { FreshEntry(entry: $0) }
        _ = try await store.commit(
            Refresh(feed: StoreFixture.feed, state: PollState(), fresh: fresh, at: now),
            placing: { _, _, _, _ in .opens })
        try await store.close()
    }

    private func change(_ edit: (inout Data) -> Void) throws {
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        edit(&bytes)
        try bytes.write(to: URL(fileURLWithPath: path))
    }

    private func expectRecovery() async throws {
        let opened = try open()
        guard case .recovered(let keptAside, _) = opened.outcome else {
            Issue.record("not recovered: \(opened.outcome)")
            return
        }
        #expect(keptAside == folder.path(aside))
        #expect(FileManager.default.fileExists(atPath: keptAside))
        #expect(try StoreReader(path: path).counts().entries == 0)
        #expect(try await opened.store.silentBefore() == Timestamp(seconds: 7))
        try await opened.store.close()
        #expect(try open().outcome == .opened)
    }

    @Test func `a store is created with its folders, then opened`() async throws {
        let deep = folder.path("a/b/c.db")
        let created = try Store.open(path: deep, now: now)
        #expect(created.outcome == .created)
        #expect(try await created.store.silentBefore() == nil)
        try await created.store.close()
        #expect(try Store.open(path: deep, now: now).outcome == .opened)
    }

    @Test func `a second instance is refused with the first one's process id`() async throws {
        let first = try open().store
        #expect(throws: StoreError.locked(path: path, pid: getpid())) { try open() }
        #expect(StoreError.locked(path: path, pid: 4_711).description.contains("pid 4711"))
        try await first.close()
        #expect(try open().outcome == .opened)
    }

    @Test func `a newer schema is refused and left alone`() async throws {
        try await fill()
        try await DatabaseQueue(path: path).write { db in try db.execute(sql: "PRAGMA user_version = 99") }
        let refusal = StoreError.newerSchema(path: path, found: 99, known: Schema.version)
        #expect(throws: refusal) { try open() }
        #expect(throws: refusal) { try StoreReader(path: path) }
        #expect(refusal.description.contains("newer feedwatch"))
        let entries = try await DatabaseQueue(path: path).read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM entry")
        }
        #expect(entries == 300)
    }

    @Test func `a store of the first version is refused to readers, brought up to date, and keeps its plans`()
        async throws
    {
        try await fill()
        try await DatabaseQueue(path: path).write { db in
            try db.execute(sql: "DROP TABLE entry_fts")
            for column in RhythmColumns.names { try db.execute(sql: "ALTER TABLE feed DROP COLUMN \(column)") }
            try db.execute(sql: "DROP TABLE word; DROP INDEX alert_updated")
            try db.execute(sql: "DROP TABLE entry_furniture; DROP TABLE block_memory; DROP TABLE verdict")
            try db.execute(sql: "DROP TABLE config_generation; DROP TABLE config_file; DROP TABLE config_text")
            try db.execute(sql: StoreFixture.undoingGivingUp)
            try db.execute(sql: "ALTER TABLE alert DROP COLUMN carried")
            for table in ["held", "carried", "told", "mute"] { try db.execute(sql: "DROP TABLE \(table)") }
            try db.execute(sql: "UPDATE feed SET next_poll = 5400, last_poll = 1800; PRAGMA user_version = 1")
        }
        #expect(throws: StoreError.olderSchema(path: path, found: 1, known: Schema.version)) {
            try StoreReader(path: path)
        }
        let store = try open().store
        let state = try #require(await store.pollStates(of: [Feed(url: StoreFixture.feed)]).values.first)
        #expect(state.reason == "every 1h" && state.rhythm == Rhythm())
        try await store.close()
    }

    @Test func `flipped bytes are found, the file kept aside`() async throws {
        try await fill()
        try change { bytes in
            for index in stride(from: 5_000, to: bytes.count, by: 97) { bytes[index] ^= 0xff }
        }
        try await expectRecovery()
    }

    @Test func `a flipped header is found, the file kept aside`() async throws {
        try await fill()
        try change { bytes in for index in 0..<100 { bytes[index] ^= 0xff } }
        try await expectRecovery()
    }

    @Test(arguments: [0, 1, 50, 4_096, 20_000])
    func `a truncated file is kept aside`(length: Int) async throws {
        try await fill()
        try change { bytes in bytes = bytes.prefix(length) }
        try await expectRecovery()
    }

    @Test func `the write-ahead log of a damaged file goes with it`() async throws {
        try await fill()
        try change { bytes in bytes = bytes.prefix(50) }
        try folder.write("not a log", to: "feedwatch.db-wal")
        try await expectRecovery()
        #expect(FileManager.default.fileExists(atPath: folder.path(aside) + "-wal"))
    }

    @Test func `a write-ahead log of rubbish and a stale index do not harm the file`() async throws {
        try await fill()
        try folder.write(String(repeating: "rubbish ", count: 8_000), to: "feedwatch.db-wal")
        try folder.write(String(repeating: "stale ", count: 8_000), to: "feedwatch.db-shm")
        #expect(try open().outcome == .opened)
        #expect(try StoreReader(path: path).counts().entries == 300)
    }

    @Test func `a file that was closed well and not touched since is not read whole`() async throws {
        try await fill()
        #expect(try StoreLock(storePath: path).wasClosedWell)
        try await fill()
        try change { _ in }
        #expect(try !StoreLock(storePath: path).wasClosedWell)
    }

    @Test func `a file whose last user was killed is read whole`() async throws {
        try await fill()
        // Opened, then gone without a word.
        _ = try StoreLock(storePath: path)
        #expect(try !StoreLock(storePath: path).wasClosedWell)
    }

    @Test func `a file beside which a write-ahead log lies is read whole`() async throws {
        try await fill()
        try folder.write("", to: "feedwatch.db-wal")
        #expect(try StoreLock(storePath: path).wasClosedWell)
        try await fill()
        try folder.write("pages", to: "feedwatch.db-wal")
        #expect(try !StoreLock(storePath: path).wasClosedWell)
    }

    @Test func `damage that is met at work is found at the next start, closed well or not`() async throws {
        try await fill()
        let store = try open().store
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seek(toOffset: 16_384)
        try file.write(contentsOf: Data(repeating: 0xff, count: 200_000))
        await #expect(throws: StoreError.self) {
            _ = try await store.sort(StoreFixture.entries(0..<300), of: StoreFixture.feed)
        }
        try? await store.close()
        try await expectRecovery()
    }

    @Test func `a new store has pages of 16 KiB, an older one keeps its own`() async throws {
        try await fill()
        let pages = { [path] () async throws -> Int? in
            try await DatabaseQueue(path: path).read { db in try Int.fetchOne(db, sql: "PRAGMA page_size") }
        }
        #expect(try await pages() == 16_384)
        try FileManager.default.removeItem(atPath: path)
        try await DatabaseQueue(path: path).write { db in try db.execute(sql: "CREATE TABLE other (a)") }
        try await fill()
        #expect(try await pages() == 4_096)
    }

    @Test func `a folder that cannot be made is named`() throws {
        try folder.write("", to: "file")
        let error = #expect(throws: StoreError.self) { try Store.open(path: folder.path("file/x/f.db"), now: now) }
        #expect(error?.description.contains("file/x") == true)
    }

    @Test func `two damaged files in one second keep both`() async throws {
        for _ in 0..<2 {
            try folder.write("", to: "feedwatch.db")
            try await open().store.close()
        }
        #expect(FileManager.default.fileExists(atPath: folder.path(aside) + "-2"))
    }

    @Test func `a reader without a store says so`() {
        #expect(throws: StoreError.missing(path: path)) { try StoreReader(path: path) }
    }
}
