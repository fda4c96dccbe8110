// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Matching
import Model
import Storing
import Watching

struct TopicsDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "What an edit of topics would have told of the stored entries, before it is in force.",
        discussion: """
            NEW is a topic's file, which stands for the topic of its name; a folder of topics; or a whole configuration; \
            without it, the configuration's own files, as they are now. Stored entries are matched again under the topics \
            that run and under the edited ones. Told are the stories gained, lost and told with another score, newest first, each with the signals that made the \
            difference; last, for each topic, how many stories a day there were and would be.

            --apply is for when the edit is in force: it compares with what was before, and tells each gained story that \
            was not told yet as a new alert, once.

            With --limit it ends with status 1 where a topic would gain and lose more of its stories than that; with \
            status 3 where a file has an error.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Option(help: "Stored entries of this time until now, such as 24h or 30d.")
    var since = Span(.seconds(30 * 86_400))

    @Option(help: "Compare this topic only; may be given more than once.")
    var topic: [String] = []

    @Option(help: ArgumentHelp("What NEW is compared with, in place of what runs.", valueName: "old"))
    var from: String?

    @Option(
        help: ArgumentHelp("End with status 1 where more of a topic's stories change, such as 20%.", valueName: "share")
    )
    var limit: ChangeLimit?

    @Option(help: "How many changes are listed as text; JSON has all.")
    var show = 20

    @Flag(help: "Tell the stories gained by an edit that is in force.")
    var apply = false

    @Argument(help: ArgumentHelp("The edited topic's file, a folder of topics, or a configuration.", valueName: "new"))
    var new: String?

    func validate() throws {
        if show < 0 { throw ValidationError("--show takes 0 or more") }
    }

    func run() async throws {
        let store = try configurationOptions.openStore()
        let topics = topic.isEmpty ? nil : Set(topic)
        let names = DiffSides.Names(edited: new, from: from, isInForce: apply, topics: topics)
        let sides = try DiffSides(at: configurationOptions.path, names, RecordedTopics(store: store))
        try requireTopics(of: sides)
        let window = ConfigurationOptions.reader.storyWindow(at: configurationOptions.path)
        let backtest = AlertBacktest(from: sides.old, to: sides.new, window: window, topics: topics)
        let result = try compare(backtest, store)
        try print(result, DiffProofs(sides, store))
        try keep(to: limit, result)
        if apply { try await DiffApplying(options: configurationOptions, topics: sides.new.topics).apply(result) }
    }

    private func print(_ result: BacktestResult, _ proofs: DiffProofs) throws {
        if formatOptions.format == .json {
            try DiffLines(proofs: proofs).print(result)
        } else {
            try DiffText(proofs: proofs, show: show, span: since.duration).print(result)
        }
    }

    private func requireTopics(of sides: DiffSides) throws {
        let known = Set((sides.old.topics + sides.new.topics).map(\.id))
        for id in topic where !known.contains(id) {
            throw Failure("no topic \(id); there are \(known.sorted().prefix(40).joined(separator: ", "))")
        }
    }

    private func compare(_ backtest: AlertBacktest, _ store: StoreReader) throws -> BacktestResult {
        var progress = ProgressLine()
        defer { progress.clear() }
        return try backtest.run(over: store, since: since.ago, keepsRows: apply) { entries, percent in
            progress.show("\(entries.grouped) entries matched, \(percent) %")
        }
    }

    private func keep(to limit: ChangeLimit?, _ result: BacktestResult) throws {
        guard let limit else { return }
        let beyond = result.effects.filter { $0.share * 100 > limit.percent }
        guard !beyond.isEmpty else { return }
        let topics = beyond.map { "\($0.pair.id) \($0.share.inPercent)" }.joined(separator: ", ")
        Terminal.complain("more than \(limit.percent.compact) % of the stories would change: \(topics)")
        throw ExitCode.failure
    }
}
