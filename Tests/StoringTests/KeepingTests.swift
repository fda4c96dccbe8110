// SPDX-License-Identifier: Apache-2.0

import GRDB
import Glibc
import Model
import TestSupport
import Testing

@testable import Storing

struct BackupTests {
    @Test func `a backup is the store of one moment, also while it is written`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<2_000))
        let copy = fixture.folder.path("copy.db")
        let (steps, go) = AsyncStream.makeStream(of: Void.self)
        async let poll: Void = {
            for await _ in steps { break }
            try await fixture.poll(StoreFixture.entries(2_000..<2_100))
        }()
        try fixture.reader().backup(to: copy) { _ in go.yield() }
        go.yield()
        try await poll
        #expect(try StoreReader(path: copy).counts().entries == 2_000)
        #expect(try fixture.reader().counts().entries == 2_100)
        #expect(try StoreReader(path: copy).problems() == [])
    }

    @Test func `a backup is one file that its group may read, and opens as a store`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<3), topics: ["us-china"])
        let copy = fixture.folder.path("copy.db")
        try fixture.reader().backup(to: copy)
        var status = stat()
        #expect(stat(copy, &status) == 0 && status.st_mode & 0o777 == 0o640)
        #expect(access(copy + "-wal", F_OK) != 0 && access(copy + ".partial", F_OK) != 0)
        let opened = try Store.open(path: copy, now: StoreFixture.start)
        #expect(opened.outcome == .opened)
        #expect(try await opened.store.sort(StoreFixture.entries(0..<3), of: StoreFixture.feed).fresh.isEmpty)
    }

    @Test func `a backup that is broken off leaves nothing, and what was there before`() async throws {
        struct Interruption: Error {}
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<2_000))
        let copy = fixture.folder.path("copy.db")
        try fixture.reader().backup(to: copy)
        #expect(throws: StoreError.self) { try fixture.reader().backup(to: copy) { _ in throw Interruption() } }
        #expect(access(copy + ".partial", F_OK) != 0)
        #expect(try StoreReader(path: copy).counts().entries == 2_000)
    }

    @Test func `a folder that is not there is named`() async throws {
        let fixture = try await StoreFixture()
        #expect(throws: StoreError.self) { try fixture.reader().backup(to: fixture.folder.path("none/copy.db")) }
    }
}

struct StoreCheckTests {
    private func fixture() async throws -> StoreFixture {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<500), topics: ["us-china"])
        _ = try await fixture.store.indexEntries(limit: 300)
        return fixture
    }

    @Test func `a store in good health has no problems`() async throws {
        var tables: [String] = []
        #expect(try await fixture().reader().problems { tables.append($0) } == [])
        #expect(tables.contains("entry") && tables.contains("entry_key") && tables.last == "promises")
    }

    @Test func `an index that does not say what its table says is found`() async throws {
        let fixture = try await fixture()
        try await fixture.store.close()
        let database = try DatabaseQueue(path: fixture.path)
        let root = try await database.read { db in
            try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'alert_entry'")
        }
        try database.close()
        // A cell of the index's root or leaf page, overwritten.
        try #require(truncateAndPatch(fixture.path, page: #require(root)))
        #expect(try !fixture.reader().problems().isEmpty)
    }

    @Test(arguments: [
        (
            "DELETE FROM entry WHERE id = 7",
            ["the count of a feed's entries is wrong (1 times)", "an alert's entry is gone (1 times)"]
        ),
        (
            "UPDATE entry SET feed = 99 WHERE id = 3",
            ["the count of a feed's entries is wrong (1 times)", "an entry belongs to no feed (1 times)"]
        ),
        ("DELETE FROM alert WHERE id = 2", ["a delivery's alert is gone (1 times)"]),
    ])
    func `a broken promise is told`(statement: String, expected: [String]) async throws {
        let fixture = try await fixture()
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        try await DatabaseQueue(path: fixture.path, configuration: configuration).write { db in
            try db.execute(sql: statement)
        }
        #expect(try fixture.reader().problems() == expected)
    }

    /// Zeroes the last 64 bytes of a page: cells grow from a page's end.
    private func truncateAndPatch(_ path: String, page: Int) -> Bool {
        let descriptor = open(path, O_RDWR)
        defer { close(descriptor) }
        let zeros = [UInt8](repeating: 0, count: 64)
        return pwrite(descriptor, zeros, 64, off_t(page * 4_096 - 64)) == 64
    }
}

struct VacuumTests {
    @Test func `what was removed takes no room any more, and what stayed is whole`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<3_000))
        while try await fixture.store.indexEntries() > 0 {}
        let before = try await fixture.store.usedBytes()
        while try await fixture.store.prune(entriesBefore: StoreFixture.start + .seconds(1)) > 0 {}
        let file = try fixture.reader().counts().databaseBytes
        let used = try await fixture.store.usedBytes()
        #expect(used < before && used < file)
        try await fixture.store.vacuum()
        #expect(try fixture.reader().counts().databaseBytes <= used)
        #expect(try fixture.reader().problems() == [])
        #expect(try await fixture.poll(StoreFixture.entries(0..<3_000)) == [])
    }
}
