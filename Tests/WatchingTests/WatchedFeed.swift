// SPDX-License-Identifier: Apache-2.0
// The whole way of one feed, from a real server to a real store, with a clock that a test moves.

import Alerting
import Configuring
import Dispatching
import Fetching
import Model
import Storing
import TestServing
import TestSupport
import Testing

@testable import Watching

/// A feed on loopback; each poll is a `run --once` of its own.
final class WatchedFeed: Sendable {
    let server: FeedServer
    private let diary = Diary()
    private let time: HandClock
    private let folder: TemporaryDirectory
    let store: Store
    private let fetcher: Fetcher
    private let watch: Watch

    static let path = "/feed.xml"

    /// `every` is the feed's own interval, `maxSizeBytes` the store's `retention.max_size`.
    init(every: Duration? = nil, maxSizeBytes: Int? = nil, topics: [Topic] = []) async throws {
        server = try await FeedServer.start()
        folder = try TemporaryDirectory()
        let start = Timestamp(seconds: 1_793_491_200)
        time = HandClock(start)
        store = try Store.open(path: folder.path("feedwatch.db"), now: start, silenceAfterDamage: { nil }).store
        fetcher = Fetcher(limits: FetchLimits(), userAgent: "feedwatch-tests", clock: time.clock)
        let feed = Feed(url: server.url(Self.path), interval: every, allowsPrivateAddress: true)
        var main = MainSettings()
        main.retention.maxSizeBytes = maxSizeBytes
        watch = Watch(Configuration(directory: folder.path, main: main, feeds: [feed], topics: topics))
    }

    /// Serves `response`, lets the time pass and polls; what was said of it.
    func poll(_ response: FeedServer.Response, after pause: Duration = .seconds(3_600)) async throws -> [Diary.Record] {
        server.serve(Self.path, response)
        time.pass(pause)
        _ = try await watcher.runOnce()
        return diary.take()
    }

    /// Every alert that was made, in order, as its kind and title.
    func alerts() throws -> [String] {
        try StoreReader(path: folder.path("feedwatch.db")).alerts(limit: .max).reversed()
            .map { "\($0.alert.kind) \($0.alert.title)" }
    }

    /// What the daemon does each hour, a second later.
    func prune() async {
        time.pass(.seconds(1))
        await watcher.prune()
    }

    private var watcher: Watcher {
        Watcher(
            watch, store: store, fetcher: fetcher,
            dispatcher: AlertDispatcher(outbox: store, sinks: [], clock: time.clock),
            diagnostics: Diagnostics(logger: diary.logger), clock: time.clock)
    }

    func stop() async throws {
        await fetcher.shutdown()
        try await store.close()
        await server.stop()
    }
}

extension FeedServer.Response {
    /// A feed of the entries with these numbers.
    static func feed(_ entries: Range<Int>) -> Self {
        let items = entries.map { "<item><guid>tag:\($0)</guid><title>Report number \($0)</title></item>" }
        return Self("<rss version='2.0'><channel><title>News</title>\(items.joined())</channel></rss>")
    }
}
