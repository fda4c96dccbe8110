// SPDX-License-Identifier: Apache-2.0
// One refresh of one feed, top to bottom: fetch, parse, sort out what is known, match, commit.
// Everything that decides lives in the rooms; this file only says in which order they are asked.

import Configuring
import Dispatching
package import Fetching
import Grouping
package import Model
import Parsing
import Scheduling
import Storing

/// The way of a feed's entries from its server to the store.
///
/// A value made for one refresh from the configuration then in force, so that a reload never changes rules half-way.
/// Runs on the cooperative pool: parsing and matching are bounded CPU work, what blocks sits behind its own queue.
package struct FeedPipeline: Sendable {
    let parser: FeedParser
    let store: Store
    let stories: StoryDesk
    let watch: Watch
    let gate: Gate
    let clock: WallClock
    /// At least 0 and below 1, for each poll anew: spreads what would be due together.
    var jitter: @Sendable () -> Double = { .random(in: 0..<1) }

    /// Polls `feed` once and commits all that follows from it in one transaction.
    ///
    /// A failing server or document is an outcome, told by the report. `onSlow` is called once if the server takes its
    /// time; `recorder` keeps the answer.
    /// - Throws: `StoreError` where the store could not take the refresh, which then never happened: the entries stay
    ///   unseen and come again with the next poll. `CancellationError` when the program is stopping.
    package func refresh(
        _ feed: Feed, state: PollState, by fetcher: Fetcher, recorder: Recorder? = nil,
        onSlow: (@Sendable () -> Void)? = nil
    ) async throws -> RefreshReport {
        let arriving = ArrivingFeed(parser)
        let request = FetchRequest(of: feed, state: state, proxy: watch.configuration.fetch.wayOut)
        // A record holds documents whole.
        let consumer = recorder == nil ? arriving.consumer : nil
        let outcome = await fetcher.fetch(request, consumer: consumer, onSlow: onSlow)
        FaultPoint.afterFetch.reached()
        if case .failed(let failure) = outcome, failure.kind == .cancelled { throw CancellationError() }
        await recorder?.record(outcome, of: feed.url, at: clock.now)
        return try await take(outcome, arriving, of: feed, state: state)
    }

    /// What follows from an outcome, whether it was just fetched or is a recorded one.
    func take(
        _ outcome: FetchOutcome, _ arriving: ArrivingFeed, of feed: Feed, state: PollState
    ) async throws -> RefreshReport {
        guard case .changed(let document) = outcome, document.bodyHash != state.bodyHash else {
            return try await settle(PollResult(outcome), of: feed, state: state)
        }
        return try await gate.pass { try await take(document, arriving, of: feed, state: state) }
    }

    /// Reads a document, matches what is new in it, and commits both.
    private func take(
        _ document: FetchedDocument, _ arriving: ArrivingFeed, of feed: Feed, state: PollState
    ) async throws -> RefreshReport {
        let parsed: ParsedFeed
        do {
            parsed =
                try arriving.finish()
                ?? parser.parse(
                    document.body, contentType: document.contentType, baseURL: document.url)
        } catch {
            let page = document.page ?? arriving.page
            let reason = page.map { "a \($0) in place of the feed" } ?? "\(error)"
            let failed = PollResult.failed("read \(document.url): \(reason)", webPage: page)
            return try await settle(failed, of: feed, state: state)
        }
        FaultPoint.afterParse.reached()
        let title = parsed.title?.visibleText(oneLine: true, limit: Self.titleLimit)
        let entries = parsed.entries()
        let (fresh, knownKeys, edits) = try await store.sort(entries, of: feed.url, homePage: parsed.link)
        let furniture = try await FeedFurniture(entries, fresh: fresh, edits: edits, of: feed, in: store)
        let matched = match(fresh, leavingOut: furniture, of: feed, titled: title, state: state)
        let feedTitle = feed.title ?? title ?? state.title ?? feed.url
        let edited = edits.compactMap { match($0, leavingOut: furniture, of: feed, titled: feedTitle) }
        FaultPoint.afterMatch.reached()
        let result = PollResult(document, parsed, title: title, new: fresh.count, now: clock.now)
        let isStorm = StormBreaker(state: state, now: clock.now).isStorm(matched, of: entries.count)
        var report = try await commit(
            result, fresh: matched, knownKeys: knownKeys, edits: edited, memory: furniture.memory,
            occasion: isStorm ? "\(feedTitle): \(fresh.count) entries all new at once (redesign?)" : nil, of: feed,
            state: state)
        if isStorm { report.storm = RefreshReport.Storm(matched, of: entries.count) }
        return report
    }

    /// Bytes of a feed's title, as of an entry's: each of its alerts has it.
    private static let titleLimit = 4 << 10

    private func match(
        _ fresh: [KeyedEntry], leavingOut furniture: FeedFurniture, of feed: Feed, titled title: String?,
        state: PollState
    ) -> [FreshEntry] {
        let backlog = BacklogPolicy(feed: feed, state: state, watch: watch, now: clock.now)
        let feedTitle = feed.title ?? title ?? state.title ?? feed.url
        return fresh.map { keyed in
            let entry = keyed.entry
            let furniture = furniture.furniture(of: entry)
            return FreshEntry(
                entry: keyed, furniture: furniture,
                drafts: watch.drafts(for: entry, leavingOut: furniture, of: feed, titled: feedTitle),
                isTold: backlog.tells(entry))
        }
    }

    /// `nil` where the words of the headline are still the same.
    private func match(
        _ edit: EditedEntry, leavingOut furniture: FeedFurniture, of feed: Feed, titled feedTitle: String
    ) -> EditedEntry? {
        guard let change = HeadlineComparison.change(from: edit.oldTitle, to: edit.entry.title) else { return nil }
        var edit = edit
        edit.change = change
        edit.furniture = furniture.furniture(of: edit.entry)
        edit.drafts = watch.drafts(for: edit.entry, leavingOut: edit.furniture, of: feed, titled: feedTitle)
        return edit
    }

    /// Commits a poll that brought no entries.
    private func settle(_ result: PollResult, of feed: Feed, state: PollState) async throws -> RefreshReport {
        try await commit(result, fresh: [], knownKeys: [], of: feed, state: state)
    }

    private func commit(
        _ result: PollResult, fresh: [FreshEntry], knownKeys: [KnownKey], edits: [EditedEntry] = [],
        memory: BlockMemory? = nil, occasion: String? = nil, of feed: Feed, state: PollState
    ) async throws -> RefreshReport {
        let now = clock.now
        let next = watch.plan.next(
            after: result, state: state, feed: feed, now: now, jitter: jitter())
        let refresh = Refresh(
            feed: feed.url, state: next, fresh: fresh, knownKeys: knownKeys, edits: edits, memory: memory,
            attention: watch.attention, occasion: occasion, at: now)
        if refresh.placesEntries { try await stories.prepare(from: store, now: now) }
        let summary = try await store.commit(refresh, placing: stories.place)
        return RefreshReport(
            result: RefreshReport.Result(result), before: state, state: next, newEntries: summary.newEntries,
            alerts: summary.alerts, nextRelease: summary.nextRelease)
    }
}

extension WallClock {
    var now: Timestamp { Timestamp(seconds: seconds) }
}
