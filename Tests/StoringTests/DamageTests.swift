// SPDX-License-Identifier: Apache-2.0
// What lies beside a database, who else has it, who may read it.

import Foundation
import GRDB
import Model
import TestSupport
import Testing

@testable import Storing

/// The files of a store whose process died: nothing was checkpointed, nothing closed.
private struct DeadStore {
    let folder: TemporaryDirectory
    static let commits = 6

    var path: String { folder.path("dead.db") }

    /// The store has committed a hundred entries at a time.
    init(entries first: Int = 0) async throws {
        folder = try TemporaryDirectory()
        let fixture = try await StoreFixture()
        for commit in 0..<Self.commits {
            try await fixture.poll(Self.entries(of: commit, from: first))
        }
        for suffix in ["", "-wal", "-shm"] {
            try FileManager.default.copyItem(atPath: fixture.path + suffix, toPath: path + suffix)
        }
        #expect(try bytes("-wal").count > 100_000)
    }

    static func entries(of commit: Int, from first: Int = 0) -> [Entry] {
        StoreFixture.entries((first + commit * 100)..<(first + commit * 100 + 100))
    }

    func bytes(_ suffix: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: path + suffix))
    }

    /// How much of the write-ahead log counts: frames with the salts of its header (https://www.sqlite.org/fileformat.html
    /// §4.1). What lies behind them was left by the log before.
    func liveLength(of log: Data) -> Int {
        let frame = 24 + log[8..<12].reduce(0) { $0 << 8 | Int($1) }
        var end = 32
        while end + frame <= log.count, log[(end + 8)..<(end + 16)] == log[16..<24] { end += frame }
        return end
    }

    func write(_ bytes: Data, _ suffix: String) throws {
        try bytes.write(to: URL(fileURLWithPath: path + suffix))
    }

    func open() throws -> OpenedStore {
        try Store.open(path: path, now: StoreFixture.start)
    }

    /// How many entries a store in good health has.
    func count() throws -> Int {
        let reader = try StoreReader(path: path)
        #expect(try reader.problems() == [])
        return try reader.counts().entries
    }
}

struct LogDamageTests {
    @Test(arguments: [0.2, 0.5, 0.9])
    func `of a write-ahead log with a flipped byte the commits before it hold, and what was lost comes again`(
        place: Double
    ) async throws {
        let dead = try await DeadStore()
        var log = try dead.bytes("-wal")
        log[Int(Double(dead.liveLength(of: log)) * place)] ^= 0xff
        try dead.write(log, "-wal")
        let opened = try dead.open()
        #expect(opened.outcome == .opened)
        let kept = try dead.count()
        #expect(kept < 600 && kept.isMultiple(of: 100))
        var again = 0
        for commit in 0..<DeadStore.commits {
            again += try await opened.store.sort(DeadStore.entries(of: commit), of: StoreFixture.feed).fresh.count
        }
        #expect(again == 600 - kept)
    }

    @Test func `an index of the log that says something else is made anew`() async throws {
        let dead = try await DeadStore()
        let index = try dead.bytes("-shm")
        try dead.write(Data(index.reversed()), "-shm")
        #expect(try dead.open().outcome == .opened)
        #expect(try dead.count() == 600)
    }

    @Test func `with the write-ahead log of another database the store is whole, or kept aside`() async throws {
        let (dead, other) = (try await DeadStore(), try await DeadStore(entries: 10_000))
        for isChecked in [true, false] {
            if isChecked { try await dead.open().store.close() }
            try dead.write(try other.bytes("-wal"), "-wal")
            let opened = try dead.open()
            switch opened.outcome {
            case .recovered(let keptAside, _):
                #expect(FileManager.default.fileExists(atPath: keptAside + "-wal"))
            default: #expect(opened.outcome == .opened)
            }
            _ = try dead.count()
            try await opened.store.close()
        }
    }

    @Test func `a backup that was put back beside an older write-ahead log is whole, or kept aside`() async throws {
        let dead = try await DeadStore()
        let log = try dead.bytes("-wal")
        let store = try dead.open().store
        _ = try await store.sort(DeadStore.entries(of: 9), of: StoreFixture.feed)
        try await store.close()
        try dead.write(log, "-wal")
        _ = try dead.open()
        _ = try dead.count()
    }
}

struct SilenceTests {
    private let now = StoreFixture.start

    private func silence(told: Timestamp?, changed: Timestamp) async throws -> Timestamp? {
        let folder = try TemporaryDirectory()
        let path = try folder.write(String(repeating: "no database ", count: 100), to: "feedwatch.db")
        let date = Date(timeIntervalSince1970: Double(changed.seconds))
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        let opened = try Store.open(path: path, now: now, silenceAfterDamage: { told })
        return try await opened.store.silentBefore()
    }

    @Test func `after damage what is older than the last alert stays silent`() async throws {
        #expect(try await silence(told: now - .seconds(60), changed: now - .seconds(5)) == now - .seconds(60))
    }

    @Test func `without a log of alerts the last change of the damaged file counts`() async throws {
        #expect(try await silence(told: nil, changed: now - .seconds(5)) == now - .seconds(5))
    }

    @Test func `an alert of a clock that was ahead silences nothing that is to come`() async throws {
        #expect(try await silence(told: now + .seconds(86_400), changed: now - .seconds(5)) == now)
    }
}

struct StoreAccessTests {
    @Test func `nobody but the owner and the group reads a store, its log and its index`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<3))
        for suffix in ["", "-wal", "-shm", ".lock"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: fixture.path + suffix)
            #expect((attributes[.posixPermissions] as? Int).map { $0 & 0o117 } == 0, "\(suffix)")
        }
    }

    @Test func `a store that is begun anew is as closed, one that somebody opened to others stays open`() async throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write("torn", to: "feedwatch.db")
        try await Store.open(path: path, now: StoreFixture.start).store.close()
        let mode = { try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int }
        #expect(try mode().map { $0 & 0o117 } == 0)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        try await Store.open(path: path, now: StoreFixture.start).store.close()
        #expect(try mode() == 0o644)
    }

    @Test func `a store that another program has locked refuses to write, reads on, and writes when it is free`()
        async throws
    {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<3))
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: fixture.path, configuration: configuration)
        try await other.writeWithoutTransaction { db in try db.beginTransaction(.immediate) }
        let error = await #expect(throws: StoreError.self) { try await fixture.poll(StoreFixture.entries(3..<5)) }
        #expect(error?.isBusy == true && error?.description.contains("another program") == true)
        #expect(try fixture.reader().counts().entries == 3)
        #expect(throws: StoreError.locked(path: fixture.path, pid: getpid())) {
            try Store.open(path: fixture.path, now: StoreFixture.start)
        }
        try await other.writeWithoutTransaction { db in try db.rollback() }
        #expect(try await fixture.poll(StoreFixture.entries(3..<5)).count == 2)
    }
}
