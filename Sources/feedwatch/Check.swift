// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Matching
import Model
import Storing

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read the configuration and print every problem in it.",
        discussion: """
            Ends with status 3 where there is an error. With --store it also tries the topics on what is stored: how many \
            entries each would have matched, and which of its signals held in none of them.
            """)

    /// Of fewer entries it says little that a signal never held.
    private static let tellingEntries = 500

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Flag(help: "Say what each topic would have matched among the stored entries.")
    var store = false

    func run() throws {
        let (configuration, problems) = ConfigurationOptions.reader.read(at: configurationOptions.path)
        if formatOptions.format == .json {
            let topics = try store ? configuration.map(count) : nil
            Terminal.print(try FormatOptions.json(CheckReport(configuration, problems, topics)))
        } else {
            problems.forEach(ProblemText.complain)
        }
        guard let configuration else { throw ExitCode.configurationInvalid }
        guard formatOptions.format == .text else { return }
        Terminal.print("\(configuration.feeds.count) feeds, \(configuration.topics.count) topics: no errors")
        if store { tell(try count(configuration)) }
    }

    /// Tries the topics on every stored entry.
    private func count(_ configuration: Configuration) throws -> [CheckReport.TopicCount] {
        let store = try configurationOptions.openStore()
        let feeds = Dictionary(configuration.feeds.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
        var census = SignalCensus(topics: configuration.topics)
        try store.forEachEntry(saying: "entries tried") { stored in
            census.add(stored.entry.without(stored.furniture), from: feeds[stored.feed] ?? Feed(url: stored.feed))
        }
        let folder = TopicSource.directory(at: configurationOptions.path)
        return configuration.topics.map { topic in
            let file = "\(folder)/\(topic.id).yaml"
            let lines = TopicFile.signalLines(fileAt: file)
            return CheckReport.TopicCount(
                topic: topic.id, entries: census.entries, matched: census.matches(of: topic.id),
                signals: topic.signals.count,
                neverHeld: census.silentSignals(of: topic.id).map { index in
                    let signal = topic.signals[index]
                    return CheckReport.Signal(
                        file: file, line: lines.indices.contains(index) ? lines[index] : 1, points: signal.points,
                        expression: signal.expression)
                })
        }
    }

    private func tell(_ topics: [CheckReport.TopicCount]) {
        for topic in topics {
            Terminal.print("\(topic.topic): matched \(topic.matched.grouped) of \(topic.entries.grouped) entries")
            guard !topic.neverHeld.isEmpty else { continue }
            if topic.entries < Self.tellingEntries {
                Terminal.print("  \(topic.neverHeld.count) of \(topic.signals) signals never held in so few entries")
            } else {
                for signal in topic.neverHeld {
                    Terminal.print(
                        "  \(signal.file):\(signal.line): never held: \(signal.points.signed) \(signal.expression)")
                }
            }
        }
    }
}
