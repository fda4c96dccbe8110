// SPDX-License-Identifier: Apache-2.0
// What `feeds list`, `feeds show` and `status` say of a feed.

import ArgumentParser
import Configuring
import Dispatching
import Model
import Storing
import Watching

/// A configured feed and what is stored about it; also what is printed as JSON.
struct FeedReport: Encodable {
    let url: String
    let title: String?
    let health: String
    let nextPoll: String?
    let reason: String
    let lastPoll: String?
    let lastSuccess: String?
    let lastNewEntry: String?
    let entries: Int
    let failures: Int
    let lastError: String?
    /// What the address gives in place of the feed: "web page", "bot wall Cloudflare".
    let webPage: String?
    let address: String?
    /// When the user's pause is over; `nil` for a feed that is not paused, and for one paused until it is resumed.
    let pausedUntil: String?
    /// The server's Retry-After.
    let notBefore: String?
    let asked: [Wish]
    let rhythm: Pace?

    /// What somebody asked for when the next poll was planned.
    struct Wish: Encodable {
        let by: String
        let seconds: Int64
        let words: String
        let decides: Bool
    }

    /// How the feed publishes, once it was watched.
    struct Pace: Encodable {
        let entriesPerDay: Double
        let page: Int
        let possibleGaps: Int
        let longestPauseSeconds: Int
        /// Whether hardly an entry of the last document was known.
        let isOverflowing: Bool
        let isSilent: Bool

        enum CodingKeys: String, CodingKey {
            case page
            case entriesPerDay = "entries_per_day"
            case possibleGaps = "possible_gaps"
            case longestPauseSeconds = "longest_pause_seconds"
            case isOverflowing = "overflowing"
            case isSilent = "silent"
        }
    }

    init(_ feed: Feed, row: FeedRow?) {
        let state = row?.state ?? PollState()
        let isPaused = feed.isPaused(at: Timestamp(seconds: WallClock.system.seconds))
        url = feed.url
        title = feed.title ?? state.title
        health =
            if state.isGone { "gone" } else if isPaused { "paused" } else if state.failures > 0 {
                "failing"
            } else if state.lastSuccess == nil {
                "new"
            } else if state.rhythm.isSilent { "silent" } else { "ok" }
        nextPoll = feed.pause == .untilResumed ? nil : feed.putOff(state.nextPoll)?.rfc3339
        reason = isPaused ? "paused by its user" : state.reason
        pausedUntil = isPaused ? feed.pause?.end?.rfc3339 : nil
        lastPoll = state.lastPoll?.rfc3339
        lastSuccess = state.lastSuccess?.rfc3339
        lastNewEntry = row?.lastNewEntry?.rfc3339
        entries = row?.entries ?? 0
        failures = state.failures
        lastError = state.lastError
        webPage = state.webPage?.description
        address = state.address
        notBefore = state.notBefore?.rfc3339
        asked = state.decision.inputs.map { Wish($0, of: state.decision) }
        rhythm = Pace(state.rhythm)
    }

    enum CodingKeys: String, CodingKey {
        case url, title, health, reason, entries, failures, address, asked, rhythm
        case notBefore = "not_before"
        case pausedUntil = "paused_until"
        case nextPoll = "next_poll"
        case lastPoll = "last_poll"
        case lastSuccess = "last_success"
        case lastNewEntry = "last_new_entry"
        case lastError = "last_error"
        case webPage = "web_page"
    }
}

extension FeedReport.Wish {
    fileprivate init(_ input: PollDecision.Input, of decision: PollDecision) {
        by = input.asker.rawValue
        seconds = input.seconds
        words = input.words
        decides = input.asker == decision.decisive
    }
}

extension FeedReport.Pace {
    /// `nil` for a feed that was not watched yet.
    fileprivate init?(_ rhythm: Rhythm) {
        guard rhythm.watchedSeconds > 0 else { return nil }
        entriesPerDay = (rhythm.arrivals / rhythm.watchedSeconds * 864_000).rounded() / 10
        page = rhythm.page
        possibleGaps = rhythm.gaps
        longestPauseSeconds = Int(rhythm.longestPause)
        isOverflowing = rhythm.isOverflowing
        isSilent = rhythm.isSilent
    }
}

extension ConfigurationOptions {
    /// The daemon holds the store's lock while it runs.
    var isDaemonRunning: Bool {
        StoreReader.isInUse(path: Self.reader.storePath(at: path))
    }

    /// Every configured feed with what is stored about it, in the order of the file; a store that does not exist yet
    /// knows nothing. While the configuration has an error, every feed the store has heard of.
    func feedReports() throws -> [FeedReport] {
        let stored = try storedFeeds(at: Self.reader.storePath(at: path))
        let (configuration, _) = Self.reader.read(at: path)
        guard let configuration else {
            Terminal.complain("the configuration has errors (see `feedwatch check`); these are the feeds of the store")
            return stored.map { FeedReport(Feed(url: $0.url), row: $0) }
        }
        let rows = Dictionary(stored.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
        return configuration.feeds.map { FeedReport($0, row: rows[$0.url]) }
    }

    private func storedFeeds(at path: String) throws -> [FeedRow] {
        do throws(StoreError) {
            return try StoreReader(path: path).feeds()
        } catch {
            if case .missing = error { return [] }
            throw Failure("\(error)")
        }
    }
}
