// SPDX-License-Identifier: Apache-2.0
// A daemon in the test's own process: a configuration directory, a watcher that runs, and the reloader over both.

import Alerting
import Configuring
import Dispatching
import Fetching
import Foundation
import Model
import Storing
import TestSupport
import Testing

@testable import Watching

/// A running watch whose configuration a test edits; the clock is the test's.
final class ReloadedSite: Sendable {
    let directory: TemporaryDirectory
    let store: Store
    let watcher: Watcher
    let reload: Reloader
    private let diary = Diary()
    let time: HandClock
    private let fetcher: Fetcher
    private let running: Task<Void, any Error>
    static let reader = ConfigurationReader(environment: [:], readOPML: { _ in [] })

    var config: String { directory.path("config") }
    var storePath: String { directory.path("feedwatch.db") }

    /// `files` by their names in the configuration's directory; `seed` fills the store before the watch begins.
    init(
        _ files: [String: String], seed: @Sendable (Store, Timestamp) async throws -> Void = { _, _ in }
    ) async throws {
        directory = try TemporaryDirectory()
        for (name, text) in files { try directory.write(text, to: "config/" + name) }
        time = HandClock(Timestamp(seconds: 1_793_491_200))
        let snapshot = Self.reader.snapshot(at: directory.path("config"))
        let configuration = try #require(snapshot.configuration, "\(snapshot.problems)")
        store = try Store.open(path: directory.path("feedwatch.db"), now: time.now).store
        try await seed(store, time.now)
        fetcher = Fetcher(limits: FetchLimits(), userAgent: "feedwatch-tests", clock: time.clock)
        let diagnostics = Diagnostics(logger: diary.logger)
        let watcher = Watcher(
            Watch(configuration), store: store, fetcher: fetcher,
            dispatcher: AlertDispatcher(outbox: store, sinks: [], clock: time.clock), diagnostics: diagnostics,
            clock: time.clock)
        self.watcher = watcher
        reload = Reloader(
            reader: Self.reader, path: directory.path("config"), watcher: watcher, store: store,
            diagnostics: diagnostics, clock: time.clock)
        await reload.began(with: snapshot)
        let (ready, isReady) = AsyncStream.makeStream(of: Void.self)
        running = Task { try await watcher.run { isReady.yield() } }
        for await _ in ready { break }
    }

    func write(_ text: String, to name: String) throws {
        try directory.write(text, to: "config/" + name)
    }

    /// What was said since the last call, but for the start itself, which is said beside whatever a test begins with.
    func said() -> [Diary.Record] {
        diary.take().filter { $0.event != .started }
    }

    func reader() throws -> StoreReader { try StoreReader(path: storePath) }

    /// Waits until the feed was polled at or after `moment`; what the store then knows of it.
    func polled(_ url: String, since moment: Timestamp) async throws -> FeedRow {
        let reader = try reader()
        while true {
            let row = try reader.feeds().first { $0.url == url }
            if let row, let polled = row.state.lastPoll, polled >= moment { return row }
            await Task.yield()
        }
    }

    func stop() async throws {
        await watcher.stop()
        try await running.value
        try await store.close()
    }
}
