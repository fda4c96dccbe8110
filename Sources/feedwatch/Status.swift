// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Foundation
import Model
import Storing
import Watching

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How the watch does: daemon, feeds, store, what waits for each sink.")

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    private struct Report: Encodable {
        let version: String
        let isRunning: Bool
        let configuration: ConfigurationState?
        let feeds: [String: Int]
        let failing: [FeedReport]
        /// Those that are read, but silent, moved or overflowing.
        let notable: [FeedReport]
        let nextPoll: String?
        let entries: Int
        let alerts: Int
        let alerts7d: Int
        let stories: Int
        let databaseBytes: Int
        let sinks: [SinkReport]
        /// Alerts that wait, by topic and by what for.
        let held: [Held]
        /// Topics that are muted, and until when.
        let muted: [String: String]

        struct Held: Encodable {
            let topic: String
            let reason: String
            let count: Int
            let until: String
        }

        enum CodingKeys: String, CodingKey {
            case version, configuration, feeds, failing, notable, entries, alerts, stories, sinks, held, muted
            case isRunning = "running"
            case nextPoll = "next_poll"
            case alerts7d = "alerts_7d"
            case databaseBytes = "database_bytes"
        }
    }

    func run() throws {
        let report = try makeReport()
        if formatOptions.format == .json { return Terminal.print(try FormatOptions.json(report)) }
        printText(report)
    }

    private func makeReport() throws -> Report {
        let store = try configurationOptions.openStore()
        let feeds = try configurationOptions.feedReports()
        let counts = try store.counts()
        let isLost = { (feed: FeedReport) in feed.health == "failing" || feed.health == "gone" }
        return Report(
            version: Version.text, isRunning: configurationOptions.isDaemonRunning,
            configuration: try ConfigurationState(store),
            feeds: Dictionary(feeds.map { ($0.health, 1) }, uniquingKeysWith: +),
            failing: feeds.filter(isLost), notable: feeds.filter { !isLost($0) && !$0.notes.isEmpty },
            nextPoll: feeds.filter { $0.health != "gone" }.compactMap(\.nextPoll).min(), entries: counts.entries,
            alerts: counts.alerts,
            alerts7d: try store.alertCount(since: Span(.seconds(7 * 86_400)).ago),
            stories: counts.stories, databaseBytes: counts.databaseBytes,
            sinks: SinkReport.all(counts.sinks, configured: configurationOptions.sinkNames),
            held: try store.heldAlerts().map { held in
                Report.Held(
                    topic: held.topic, reason: held.reason.rawValue, count: held.count, until: held.until.rfc3339)
            },
            muted: try store.mutes(at: Span(.zero).ago).mapValues(\.rfc3339))
    }

    private func printText(_ report: Report) {
        let feeds = ["ok", "silent", "failing", "gone", "new", "paused"].compactMap { name in
            report.feeds[name].map { "\($0) \(name)" }
        }
        Terminal.print("feedwatch \(report.version), daemon \(report.isRunning ? "running" : "not running")")
        if report.isRunning, let configuration = report.configuration {
            Terminal.print("config    " + configuration.words)
        }
        Terminal.print("feeds     " + (feeds.isEmpty ? "none" : feeds.joined(separator: ", ")))
        Terminal.print("next poll " + (report.nextPoll ?? "none planned"))
        Terminal.print("entries   \(report.entries) looked at, \(report.stories) stories")
        Terminal.print("alerts    \(report.alerts), \(report.alerts7d) in the last 7 days")
        Terminal.print("store     \(report.databaseBytes / 1_024) KiB")
        for sink in report.sinks {
            Terminal.print("sink      \(sink.name): \(sink.text)")
        }
        for (topic, until) in report.muted.sorted(by: { $0.key < $1.key }) {
            Terminal.print("muted     \(topic) until \(until)")
        }
        for held in report.held {
            Terminal.print("held      \(held.topic): \(held.count) until \(held.until) (\(held.reason))")
        }
        for feed in report.failing + report.notable {
            for note in feed.notes {
                Terminal.print("\(note.word.padded(to: 10))\(Printable.line(feed.url)): \(Printable.line(note.text))")
            }
        }
    }
}
