// SPDX-License-Identifier: Apache-2.0

import Alerting
import ArgumentParser
import Model
import Storing

struct Verdicts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What you said of entries by `alerts mark` and `entries mark`.",
        subcommands: [VerdictsList.self], defaultSubcommand: VerdictsList.self)
}

struct VerdictsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The verdicts, in the order in which they were given.",
        discussion: """
            With --format json they are a file of labels, an entry a line, as `topics score`, `tune` and `suggest` read it: \
            to keep, to edit, or to give to others.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Option(help: "Only verdicts for this topic.")
    var topic: String?

    func run() throws {
        let verdicts = try configurationOptions.openStore().verdicts(topic: topic)
        switch formatOptions.format {
        case .json: for line in VerdictLabels.of(verdicts) { Terminal.print(try FormatOptions.json(line)) }
        case .text: for verdict in verdicts { Terminal.print(Self.line(verdict)) }
        }
    }

    /// Set out as in alerts.log, the id of the alert at the end.
    private static func line(_ verdict: StoredVerdict) -> String {
        let word = verdict.isRelevant ? "good" : "bad"
        let parts = [verdict.at.rfc3339, verdict.topic, word, verdict.entry.title, verdict.entry.url ?? ""]
        return
            (parts.map { AlertLine.clean($0) }.map { $0.isEmpty ? "-" : $0 }
            + (verdict.alert.map { ["#" + $0] } ?? [])).joined(separator: "  ")
    }
}

/// An entry and what was said of it, as a line of a file of labels.
struct VerdictLabels: Encodable {
    let id: String?
    let title: String
    let summary: String
    let content: String
    let author: String
    let categories: [String]
    let url: String?
    let language: String?
    let feed: String
    var labels: [String: Int] = [:]

    /// An entry a line, in the order in which they were judged first.
    static func of(_ verdicts: [StoredVerdict]) -> [VerdictLabels] {
        var lines: [VerdictLabels] = []
        var lineOfRow: [Int64: Int] = [:]
        for verdict in verdicts {
            let index = lineOfRow[verdict.row] ?? lines.count
            if index == lines.count { lines.append(VerdictLabels(verdict)) }
            lineOfRow[verdict.row] = index
            lines[index].labels[verdict.topic] = verdict.isRelevant ? 1 : 0
        }
        return lines
    }

    private init(_ verdict: StoredVerdict) {
        let entry = verdict.entry
        id = entry.id ?? entry.url
        title = entry.title
        summary = entry.summary
        content = entry.content
        author = entry.author
        categories = entry.categories
        url = entry.url
        language = entry.language
        feed = verdict.feed
    }
}
