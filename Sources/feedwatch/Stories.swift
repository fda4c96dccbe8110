// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Model
import Storing
import Watching

struct Stories: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The stories that entries tell: list them, or show who told one.",
        subcommands: [StoriesList.self, StoriesShow.self], defaultSubcommand: StoriesList.self)
}

struct StoriesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "The newest stories, oldest first: when, in how many feeds, the topics told, the first headline, the id.")

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Option(name: [.short, .long], parsing: .unconditional, help: "How many at most; 0 for all.")
    var limit = 20

    @Option(parsing: .unconditional, help: "Only stories that so many feeds have told at least.")
    var outlets = 1

    @Option(help: "Only stories that were told for this topic.")
    var topic: String?

    @Option(parsing: .unconditional, help: "Only stories of this time until now, such as 24h or 7d.")
    var since: Span?

    func validate() throws {
        if limit < 0 { throw ValidationError("--limit takes 0 or more") }
        if outlets < 1 { throw ValidationError("--outlets takes 1 or more") }
    }

    func run() throws {
        let stories = try configurationOptions.openStore().stories(
            limit: limit > 0 ? limit : .max, outlets: outlets, topic: topic, since: since?.ago)
        for story in stories.reversed() {
            Terminal.print(
                formatOptions.format == .json
                    ? try FormatOptions.json(StoryReport(story)) : StoryText.line(story))
        }
    }
}

struct StoriesShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One story: every entry that tells it, and the alerts that were made.")

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Argument(help: "The id, or its beginning.")
    var id: String

    func run() throws {
        let store = try configurationOptions.openStore()
        let story = try store.story(named: id)
        let tellings = try store.tellings(of: story.story.id)
        let alerts = try store.alerts(ofStory: story.story.id).map(\.alert)
        guard formatOptions.format == .json else {
            return Terminal.print(StoryText.facts(story, tellings: tellings, alerts: alerts))
        }
        var report = StoryReport(story)
        report.tellings = tellings.map(StoryReport.Telling.init)
        report.alerts = alerts.map(StoryReport.Alert.init)
        Terminal.print(try FormatOptions.json(report))
    }
}

extension StoreReader {
    /// The one story whose id is `id` or begins with it.
    fileprivate func story(named id: String) throws -> StoredStory {
        let found = try stories(idPrefix: id)
        guard let story = found.first else {
            throw Failure("no story \(id); `feedwatch stories list` ends each line with its id")
        }
        guard found.count == 1 else { throw Failure("more than one story begins with \(id); give more of the id") }
        return story
    }
}
