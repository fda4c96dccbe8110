// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Model
import Storing
import Watching

struct ConfigCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "The configurations that were in force, and those that were refused.",
        subcommands: [ConfigHistory.self, ConfigShow.self], defaultSubcommand: ConfigHistory.self)
}

struct ConfigHistory: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Each configuration the daemon read, oldest first: its number, when, why, and what it changed.",
        discussion: """
            Why is start, reload (somebody asked) or file (a file was saved). The newest 50 that came into force are kept, \
            and the newest 50 that were refused.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Option(name: [.short, .long], help: "How many at most; 0 for all.")
    var limit = 20

    func validate() throws {
        if limit < 0 { throw ValidationError("--limit takes 0 or more") }
    }

    func run() throws {
        let generations = try configurationOptions.openStore().generations(limit: limit > 0 ? limit : .max)
        for generation in generations.reversed() {
            Terminal.print(
                formatOptions.format == .json
                    ? try FormatOptions.json(GenerationReport(generation)) : line(generation))
        }
    }

    private func line(_ generation: Generation) -> String {
        "\(generation.number)".padded(to: 6) + generation.at.rfc3339 + "  "
            + generation.cause.rawValue.padded(to: 8) + Printable.line(words(generation))
    }

    private func words(_ generation: Generation) -> String {
        guard !generation.isAccepted else { return generation.change }
        let count = generation.problemCount == 1 ? "1 problem" : "\(generation.problemCount) problems"
        return "refused, \(count): " + (generation.problems.first ?? "")
    }
}

/// A generation as JSON.
private struct GenerationReport: Encodable {
    let number: Int
    let at: String
    let cause: String
    let isAccepted: Bool
    let change: String
    let problems: [String]
    let problemCount: Int

    init(_ generation: Generation) {
        number = generation.number
        at = generation.at.rfc3339
        cause = generation.cause.rawValue
        isAccepted = generation.isAccepted
        change = generation.change
        problems = generation.problems
        problemCount = generation.problemCount
    }

    enum CodingKeys: String, CodingKey {
        case number, at, cause, change, problems
        case isAccepted = "accepted"
        case problemCount = "problem_count"
    }
}
