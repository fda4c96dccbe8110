// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Matching
import Model
import Parsing
import Storing
import Watching
import Wording

struct Topics: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The topics: list them, try one.",
        subcommands: [TopicsList.self, TopicsTest.self, TopicsScore.self, TopicsTune.self],
        defaultSubcommand: TopicsList.self)
}

struct TopicsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Every topic: threshold, signals, alerts of the last seven days, last alert.")

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    private struct Line: Encodable {
        let id: String
        let name: String
        let threshold: Double
        let signals: Int
        let alerts7d: Int
        let lastAlert: String?

        enum CodingKeys: String, CodingKey {
            case id, name, threshold, signals
            case alerts7d = "alerts_7d"
            case lastAlert = "last_alert"
        }
    }

    func run() throws {
        let configuration = try configurationOptions.read()
        let store = try? StoreReader(path: configuration.store.path)
        let week = Span(.seconds(7 * 86_400)).ago
        for topic in configuration.topics {
            let line = Line(
                id: topic.id, name: topic.name, threshold: topic.threshold, signals: topic.signals.count,
                alerts7d: try store?.alerts(limit: .max, topic: topic.id, since: week).count ?? 0,
                lastAlert: try store?.alerts(limit: 1, topic: topic.id).first?.alert.seen.rfc3339)
            Terminal.print(formatOptions.format == .json ? try FormatOptions.json(line) : text(line))
        }
    }

    private func text(_ line: Line) -> String {
        line.id.padded(to: 18) + "≥ \(line.threshold.points)  \(line.signals) signals".padded(to: 24)
            + "\(line.alerts7d) alerts in 7 d".padded(to: 20) + (line.lastAlert ?? "never fired").padded(to: 22)
            + Printable.line(line.name)
    }
}

struct TopicsTest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Try a topic on a file: the sum, the words found, and for a miss what lacked.",
        discussion: """
            The file is a feed, of which each entry is tried, or any text or HTML page, whose first line is the title. \
            - is standard input.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Argument(help: "The topic's id.")
    var topic: String

    @Argument(help: "The file to try it on.")
    var file = "-"

    func run() throws {
        let topics = try TopicSource.topics(at: configurationOptions.path)
        let matcher = TopicMatcher(topics: topics)
        guard topics.contains(where: { $0.id == topic }) else {
            throw Failure("no topic \(topic); there are \(topics.map(\.id).joined(separator: ", "))")
        }
        for entry in entries(in: try InputFile.bytes(file)) {
            if let verdict = matcher.verdict(of: entry, on: topic) {
                Terminal.print(VerdictText.lines(verdict, topic: topic, entry: entry) + "\n")
            }
        }
    }

    private func entries(in bytes: [UInt8]) -> [Entry] {
        if let feed = try? FeedParser().parse(bytes, contentType: nil, baseURL: nil) { return feed.entries() }
        let text = String(decoding: bytes, as: UTF8.self)
        let visible = text.contains("</") ? VisibleText.ofHTML(text) : VisibleText.ofPlain(text)
        let lines = visible.split(separator: "\n", maxSplits: 1)
        return [Entry(title: lines.first.map(String.init) ?? "", content: lines.count > 1 ? String(lines[1]) : "")]
    }
}
