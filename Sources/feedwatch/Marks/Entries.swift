// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Storing

struct Entries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The stored entries: say of one that it should have been told, or not.",
        subcommands: [EntriesMark.self])
}

struct EntriesMark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mark", abstract: "Say whether a topic should tell an entry, also one of which no alert was made.",
        discussion: """
            `search` prints the links of stored entries. What is said is kept as by `alerts mark`, for each topic by itself.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Argument(help: ArgumentHelp("The entry's link, or its publisher's id.", valueName: "entry"))
    var name: String

    @Argument(help: MarkWord.help)
    var verdict: MarkWord

    @Option(help: "The topic's id.")
    var topic: String

    func run() async throws {
        try requireTopic()
        let store = try configurationOptions.openStore()
        guard let row = try store.entry(named: name)?.row ?? store.judgedEntry(named: name) else {
            throw Failure("no stored entry \(name); an entry is named by its link or its publisher's id")
        }
        try await configurationOptions.make(Mark(entry: row, topic: topic, isRelevant: verdict.isRelevant))
    }

    /// A misspelt id would be a verdict that nobody ever asks for.
    private func requireTopic() throws {
        try TopicSource.requireConfiguration(at: configurationOptions.path)
        let folder = TopicSource.directory(at: configurationOptions.path)
        guard TopicFile.ids(in: folder).contains(topic) else { throw Failure(TopicSource.noTopic(topic, in: folder)) }
    }
}
