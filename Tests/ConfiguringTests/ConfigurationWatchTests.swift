// SPDX-License-Identifier: Apache-2.0
// The watch over a real folder: each way in which a file changes is told, by the kernel or by looking.

import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Configuring

/// A watched folder; `next` returns when the watch has told of a change.
private final class WatchedFolder: Sendable {
    let directory: TemporaryDirectory
    private let watch: ConfigurationWatch
    private let changes: AsyncStream<Void>
    private let methods: AsyncStream<ConfigurationWatch.Method>

    init(inotify: @escaping ConfigurationWatch.InotifyMaker = ConfigurationWatch.makeInotify) async throws {
        directory = try TemporaryDirectory()
        try directory.write("", to: "config/feedwatch.yaml")
        try directory.write("old", to: "config/topics/us.yaml")
        let (changes, told) = AsyncStream.makeStream(of: Void.self)
        let (methods, used) = AsyncStream.makeStream(of: ConfigurationWatch.Method.self)
        (self.changes, self.methods) = (changes, methods)
        watch = ConfigurationWatch(
            path: directory.path("config"),
            pace: Settling.Pace(quiet: .milliseconds(20), writing: .milliseconds(200), longest: .seconds(5)),
            lookEvery: .milliseconds(20), inotify: inotify, onMethod: { used.yield($0) }, onChange: { told.yield() })
        await watch.start()
        // The start itself: files may have changed since they were read.
        await next()
    }

    func next() async {
        for await _ in changes { return }
    }

    func method() async -> ConfigurationWatch.Method? {
        for await method in methods { return method }
        return nil
    }

    func path(_ name: String) -> String { directory.path("config/" + name) }

    func write(_ text: String, to name: String) throws {
        try directory.write(text, to: "config/" + name)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
    }

    /// rename(2), over what is there.
    func move(_ name: String, to other: String) {
        #expect(rename(path(name), path(other)) == 0)
    }

    func stop() async {
        await watch.stop()
    }
}

@Suite(.timeLimit(.minutes(1))) struct ConfigurationWatchTests {
    @Test func `a file that is written in place is told`() async throws {
        let folder = try await WatchedFolder()
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("topics/us.yaml")))
        try file.write(contentsOf: Data("new".utf8))
        try file.close()
        await folder.next()
        #expect(await folder.method() == .events)
        await folder.stop()
    }

    @Test func `a file that is replaced by another is told`() async throws {
        let folder = try await WatchedFolder()
        try folder.write("new", to: "topics/.us.yaml.tmp")
        folder.move("topics/.us.yaml.tmp", to: "topics/us.yaml")
        await folder.next()
        await folder.stop()
    }

    @Test func `a file that is removed, and one that comes back, is told`() async throws {
        let folder = try await WatchedFolder()
        try FileManager.default.removeItem(atPath: folder.path("topics/us.yaml"))
        await folder.next()
        try folder.write("back", to: "topics/us.yaml")
        await folder.next()
        await folder.stop()
    }

    @Test func `a file in a folder that came later is told`() async throws {
        let folder = try await WatchedFolder()
        try FileManager.default.createDirectory(atPath: folder.path("feeds.d"), withIntermediateDirectories: false)
        await folder.next()
        try folder.write("", to: "feeds.d/list.opml")
        await folder.next()
        await folder.stop()
    }

    @Test func `folders that are replaced are told, and then the files in the new ones`() async throws {
        let folder = try await WatchedFolder()
        folder.move("topics", to: "topics.old")
        await folder.next()
        folder.move("topics.old", to: "topics")
        await folder.next()
        folder.move("", to: "../elsewhere")
        await folder.next()
        try folder.write("", to: "feedwatch.yaml")
        await folder.next()
        try folder.write("", to: "topics/us.yaml")
        await folder.next()
        await folder.stop()
    }

    @Test func `a link that is swapped to another folder is told, and then the files there`() async throws {
        let folder = try await WatchedFolder()
        try folder.write("one", to: "..one/us.yaml")
        try folder.write("two", to: "..two/us.yaml")
        try folder.link("..data", to: "..one")
        try FileManager.default.removeItem(atPath: folder.path("topics/us.yaml"))
        try folder.link("topics/us.yaml", to: "../..data/us.yaml")
        await folder.next()
        try folder.link("..data_tmp", to: "..two")
        folder.move("..data_tmp", to: "..data")
        await folder.next()
        try folder.write("three", to: "..two/us.yaml")
        await folder.next()
        await folder.stop()
    }

    @Test func `a file that becomes readable is told`() async throws {
        let folder = try await WatchedFolder()
        #expect(chmod(folder.path("topics/us.yaml"), 0o400) == 0)
        await folder.next()
        await folder.stop()
    }

    @Test func `without inotify the files are looked at, and it is said why`() async throws {
        let folder = try await WatchedFolder { () throws(InotifyError) in
            throw InotifyError(operation: "make an inotify instance", code: EMFILE)
        }
        let reason = "make an inotify instance: fs.inotify.max_user_instances is reached"
        #expect(await folder.method() == .looking(reason: reason))
        try folder.write("longer than before", to: "topics/us.yaml")
        await folder.next()
        try folder.write("", to: "topics/new.yaml")
        await folder.next()
        try FileManager.default.removeItem(atPath: folder.path("topics"))
        await folder.next()
        await folder.stop()
    }

    @Test func `events are read as the kernel writes them`() {
        let name = Array("us.yaml".utf8) + [UInt8](repeating: 0, count: 9)
        let bytes: [UInt8] =
            [1, 0, 0, 0, 0x80, 0, 0, 0, 9, 9, 9, 9, 16, 0, 0, 0] + name
            + [255, 255, 255, 255, 0, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        let events = InotifyEvent.events(in: bytes[...])
        #expect(events.map(\.name) == ["us.yaml", ""] && events.map(\.watch) == [1, -1])
        #expect(events.map(\.isOverflow) == [false, true])
    }
}
