// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Model
import Storing
import Watching

struct Feeds: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The feeds: how they do, find, add, pause and remove them, take lists in and out.",
        subcommands: [
            FeedsList.self, FeedsShow.self, FeedsAdd.self, FeedsRemove.self, FeedsPause.self, FeedsResume.self,
            FeedsDiscover.self,
            FeedsImport.self, FeedsExport.self,
        ],
        defaultSubcommand: FeedsList.self)
}

struct FeedsList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Every feed on a line.")

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() throws {
        let isRunning = configurationOptions.isDaemonRunning
        for feed in try configurationOptions.feedReports() {
            Terminal.print(
                formatOptions.format == .json ? try FormatOptions.json(feed) : line(feed, isRunning: isRunning))
        }
    }

    private func line(_ feed: FeedReport, isRunning: Bool) -> String {
        let next = feed.nextPoll ?? feed.withoutPlan(isRunning: isRunning)
        let notes = feed.notes.map { "  " + Printable.line($0.text) }.joined(separator: ";")
        return feed.health.padded(to: 9) + next.padded(to: 22) + "\(feed.entries)".padded(to: 7)
            + Printable.line(feed.url) + notes
    }
}
