// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Dispatching
import Model
import Watching

struct FeedsPause: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Leave a feed alone for a while.",
        discussion: """
            Writes `paused:` into its item of the feed list, of which every other byte stays. A paused feed is not polled; \
            its entries and all that is known of it stay. `feedwatch feeds resume` ends the pause.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Option(name: .customLong("for"), help: "For how long, such as 12h or 2d; without it, until it is resumed.")
    var span: Span?

    @Argument(help: ArgumentHelp("The feed's configured URL, or its title.", valueName: "URL|TITLE"))
    var feed: String

    func run() throws {
        let end = span.map { Timestamp(seconds: WallClock.system.seconds) + $0.duration }
        let url = try configurationOptions.feedURL(feed)
        let change = try configurationOptions.feedLists.pausing(url, end.map { .until($0) } ?? .untilResumed)
        guard change.isChange else { return Terminal.print("\(Printable.line(change.url)) is paused already") }
        try change.write()
        let until = end.map { "until \($0.rfc3339)" } ?? "until it is resumed"
        Terminal.print("paused \(Printable.line(change.url)) \(until), in \(change.path):\(change.line)")
        try configurationOptions.reloadDaemon()
    }
}

struct FeedsResume: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "End the pause of a feed.",
        discussion: "Takes `paused:` out of its item of the feed list. What fell due meanwhile is polled at once.")

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Argument(help: ArgumentHelp("The feed's configured URL, or its title.", valueName: "URL|TITLE"))
    var feed: String

    func run() throws {
        let url = try configurationOptions.feedURL(feed)
        let change = try configurationOptions.feedLists.pausing(url, nil)
        guard change.isChange else { return Terminal.print("\(Printable.line(change.url)) is not paused") }
        try change.write()
        Terminal.print("resumed \(Printable.line(change.url)), in \(change.path):\(change.line)")
        try configurationOptions.reloadDaemon()
    }
}
