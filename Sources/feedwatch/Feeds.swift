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
