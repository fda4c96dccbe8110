// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Model
import Storing
import Watching

struct Feeds: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The feeds: how they do, find new ones, take lists in and out.",
        subcommands: [FeedsList.self, FeedsShow.self, FeedsDiscover.self, FeedsImport.self, FeedsExport.self],
        defaultSubcommand: FeedsList.self)
}

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
    let address: String?

    init(_ feed: Feed, row: FeedRow?) {
        let state = row?.state ?? PollState()
        url = feed.url
        title = feed.title ?? state.title
        health =
            if state.isGone { "gone" } else if state.failures > 0 { "failing" } else if state.lastSuccess == nil {
                "new"
            } else { "ok" }
        nextPoll = state.nextPoll?.rfc3339
        reason = state.reason
        lastPoll = state.lastPoll?.rfc3339
        lastSuccess = state.lastSuccess?.rfc3339
        lastNewEntry = row?.lastNewEntry?.rfc3339
        entries = row?.entries ?? 0
        failures = state.failures
        lastError = state.lastError
        address = state.address
    }

    enum CodingKeys: String, CodingKey {
        case url, title, health, reason, entries, failures, address
        case nextPoll = "next_poll"
        case lastPoll = "last_poll"
        case lastSuccess = "last_success"
        case lastNewEntry = "last_new_entry"
        case lastError = "last_error"
    }
}

extension ConfigurationOptions {
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

struct FeedsList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Every feed on a line.")

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() throws {
        for feed in try configurationOptions.feedReports() {
            if formatOptions.format == .json {
                Terminal.print(try FormatOptions.json(feed))
            } else {
                Terminal.print(
                    feed.health.padded(to: 9) + (feed.nextPoll ?? "at once").padded(to: 22)
                        + "\(feed.entries)".padded(to: 7) + Printable.line(feed.url)
                        + (feed.lastError.map { "  " + Printable.line($0) } ?? ""))
            }
        }
    }
}

struct FeedsShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One feed: when the next poll is and why, and how the last went.")

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Argument(help: "The feed's configured URL.")
    var url: String

    func run() throws {
        let reports = try configurationOptions.feedReports()
        guard let feed = reports.first(where: { $0.url == url }) else {
            throw Failure("no feed \(url); `feedwatch feeds list` prints the configured ones")
        }
        if formatOptions.format == .json { return Terminal.print(try FormatOptions.json(feed)) }
        let facts = [
            ("feed", feed.url), ("title", feed.title), ("health", feed.health),
            ("next poll", feed.nextPoll ?? "at once"),
            ("why then", feed.reason), ("last poll", feed.lastPoll), ("success", feed.lastSuccess),
            ("new entry", feed.lastNewEntry), ("entries", "\(feed.entries)"), ("failures", "\(feed.failures)"),
            ("error", feed.lastError), ("moved to", feed.address.map { $0 + " (write this in the feed list)" }),
        ]
        for (name, value) in facts {
            if let value { Terminal.print(name.padded(to: 11) + Printable.line(value)) }
        }
    }
}
