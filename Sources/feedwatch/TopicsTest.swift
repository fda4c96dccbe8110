// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Matching
import Model

struct TopicsTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Try a topic: the sum for each entry, the words found, and for a miss what lacked.",
        discussion: """
            INPUT is a feed, of which each entry is tried; JSON Lines of entries, as `match` reads them; or a web page or \
            text, which is one entry. It may be a file, a URL, which is fetched with the bounds of `fetch:`, or - for \
            standard input. Without it the stored entries of the last seven days are tried (--since says of which time).

            Up to twenty entries are told one by one. Of more, the matches are listed, and told are those that are nearest \
            to the threshold on either side; --all tells every one.

            A URL that you type may be on a private network, as if a feed said allow_private: true; a server elsewhere \
            cannot redirect there.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Option(parsing: .unconditional, help: "Stored entries of this time until now, such as 24h or 30d.")
    var since = Span(.seconds(7 * 86_400))

    @Option(parsing: .unconditional, help: "How many matches are listed of many entries.")
    var limit = 20

    @Flag(help: "Tell every entry, however many.")
    var all = false

    @Argument(help: ArgumentHelp("The topic's id, or its file.", valueName: "topic"))
    var topic: String

    @Argument(help: ArgumentHelp("A file, a URL, or - for standard input.", valueName: "input"))
    var input: String?

    func validate() throws {
        if limit < 0 { throw ValidationError("--limit takes 0 or more") }
    }

    func run() async throws {
        let topic = try TopicSource.topic(topic, at: configurationOptions.path)
        guard let trial = TopicTrial(topic) else { throw Failure("the expressions of \(topic.id) do not read") }
        let source = TrialInput(input, configurationOptions, since: since)
        if formatOptions.format == .json {
            try await source.forEach { entry, feed in
                let line = VerdictLine(trial.verdict(of: entry, from: feed), of: entry, feed: feed?.url)
                Terminal.print(try FormatOptions.json(line))
            }
        } else {
            var report = TrialReport(topic: topic.id, limit: limit, isWhole: all)
            try await source.forEach { entry, feed in report.add(trial.verdict(of: entry, from: feed), entry) }
            report.finish(source.name)
        }
    }
}
