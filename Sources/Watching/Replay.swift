// SPDX-License-Identifier: Apache-2.0
// The past once more: recorded answers, or stored entries, go the way of a live poll into a store of their own, one after
// another, by a clock that stands where theirs stood. The same input gives the same alerts, byte for byte.

package import Configuring
import Dispatching
import Fetching
import Matching
package import Model
import Parsing
import Scheduling
package import Storing
import Synchronization

/// One replay. Nothing runs beside it: the order of its input is the order of everything.
package struct Replay {
    /// A time that stands still until it is moved.
    private final class Hands: Sendable {
        let seconds = Atomic<Int64>(0)

        var clock: WallClock { WallClock { self.seconds.load(ordering: .relaxed) } }
    }

    /// What became of the input.
    package struct Summary: Sendable, Hashable {
        package var documents = 0
        package var entries = 0
        package var alerts = 0
        /// Answers that brought no document: unchanged, refused, failed.
        package var withoutDocument = 0
        /// Answers or entries of feeds that the configuration does not have.
        package var leftOut = 0
        /// Those feeds.
        package var unknownFeeds: Set<String> = []
    }

    package private(set) var summary = Summary()
    private let store: Store
    private let stories: StoryDesk
    private let watch: Watch
    private let hands = Hands()
    private var states: [String: PollState] = [:]
    private var hour: Int64?

    /// `store` is a fresh one. Nobody is told anything: alerts wait for no sink, no digest and no quiet hours, so that each
    /// story stands where it was seen.
    package init(_ configuration: Configuration, into store: Store) {
        var configuration = configuration
        for index in configuration.topics.indices { configuration.topics[index].attention = .none }
        self.store = store
        stories = StoryDesk(configuration)
        watch = Watch(configuration, sinks: [])
    }

    /// Takes the next answer of a record; the alerts that it makes, in their order.
    package mutating func take(_ response: RecordedResponse) async throws -> [Alert] {
        guard let feed = known(response.feed, count: 1) else { return [] }
        guard case .document(let document) = response.content else {
            summary.withoutDocument += 1
            return []
        }
        try await move(to: response.at)
        let parser = FeedParser()
        let pipeline = FeedPipeline(
            parser: parser, store: store, stories: stories, watch: watch, gate: Gate(width: 1), clock: hands.clock,
            jitter: { 0 })
        let report = try await pipeline.take(
            .changed(document), ArrivingFeed(parser), of: feed, state: states[feed.url] ?? PollState())
        states[feed.url] = report.state
        summary.documents += 1
        // A document that is all new at once is told as one digest, which is due at once.
        let digests = try await store.release(by: watch.releaseRules, at: response.at).alerts
        return count(report.alerts + digests, entries: report.newEntries)
    }

    /// Takes the next entries of a store, all of one feed and first seen at one moment, as one document brought them. They
    /// are matched and grouped anew; that they are new is not asked again.
    ///
    /// `title` is the publisher's title of the feed. Returns the alerts as above.
    package mutating func take(_ entries: [StoredEntry], titled title: String?) async throws -> [Alert] {
        guard let first = entries.first, let feed = known(first.feed, count: entries.count) else { return [] }
        try await move(to: first.seen)
        var state = states[feed.url] ?? PollState()
        let backlog = BacklogPolicy(feed: feed, state: state, watch: watch, now: first.seen)
        let feedTitle = feed.title ?? title ?? feed.url
        let fresh = entries.map { stored in
            FreshEntry(
                entry: KeyedEntry(entry: stored.entry, keys: []), furniture: stored.furniture,
                drafts: watch.drafts(
                    for: stored.entry, leavingOut: stored.furniture, of: feed, titled: feedTitle),
                isTold: backlog.tells(stored.entry))
        }
        state.lastSuccess = first.seen
        states[feed.url] = state
        let refresh = Refresh(feed: feed.url, state: state, fresh: fresh, at: first.seen)
        if refresh.placesEntries { try await stories.prepare(from: store, now: first.seen) }
        let told = try await store.commit(refresh, placing: stories.place)
        summary.documents += 1
        return count(told.alerts, entries: told.newEntries)
    }

    private mutating func known(_ url: String, count: Int) -> Feed? {
        if let feed = watch.feeds[url] { return feed }
        summary.leftOut += count
        summary.unknownFeeds.insert(url)
        return nil
    }

    private mutating func count(_ alerts: [Alert], entries: Int) -> [Alert] {
        summary.entries += entries
        summary.alerts += alerts.count
        return alerts
    }

    /// What the daemon does each hour is done where an hour begins.
    private mutating func move(to moment: Timestamp) async throws {
        hands.seconds.store(moment.seconds, ordering: .relaxed)
        let now = moment.seconds.floorDivided(by: 3_600)
        if let hour, now != hour { try await stories.renewVocabulary(from: store) }
        hour = now
    }
}
