// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Model
import Watching

struct FeedsShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One feed: when the next poll is, why, who asked for what, and how the last went.")

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
        for (name, value) in facts(feed) {
            if let value { Terminal.print(name.padded(to: 11) + Printable.line(value)) }
        }
    }

    private func facts(_ feed: FeedReport) -> [(String, String?)] {
        let asked = feed.asked.enumerated().map { place, wish in
            (place == 0 ? "asked" : "", wish.words + (wish.decides ? "  <- decides" : ""))
        }
        return [
            ("feed", feed.url), ("title", feed.title), ("health", feed.health),
            ("next poll", feed.nextPoll ?? feed.withoutPlan(isRunning: configurationOptions.isDaemonRunning)),
            ("why then", feed.reason),
        ] + asked + [
            ("not before", feed.notBefore), ("rhythm", feed.rhythm.map(words)), ("last poll", feed.lastPoll),
            ("success", feed.lastSuccess), ("new entry", feed.lastNewEntry), ("entries", "\(feed.entries)"),
            ("failures", "\(feed.failures)"), ("error", feed.lastError),
            ("moved to", feed.address.map { $0 + " (write this in the feed list)" }),
        ]
    }

    private func words(_ rhythm: FeedReport.Pace) -> String {
        let gaps = rhythm.possibleGaps == 1 ? "1 possible gap" : "\(rhythm.possibleGaps) possible gaps"
        let pause = Duration.seconds(rhythm.longestPauseSeconds).inWords
        return "\(rhythm.entriesPerDay) entries a day, \(rhythm.page) in the document, longest pause \(pause), \(gaps)"
    }
}
