// SPDX-License-Identifier: Apache-2.0
// The labels a command measures by.

import ArgumentParser
import Configuring
import Matching
import Model
import Storing

struct LabelOptions: ParsableArguments {
    static let discussion = """
        LABELS is JSON Lines, an entry a line: {"title": "…", "summary": "…", "labels": {"TOPIC": 1}}, where 1 is relevant, 0 \
        is not, and null is marginal and not scored; a topic that is not named is not labelled. Where the line has an "id" \
        and no text, --entries names the file that has the entry. "w" is the number of entries of the stream that a \
        sampled one stands for. - is standard input. --verdicts takes what you said by `alerts mark` and `entries mark`, \
        alone or beside a file.
        """

    @Argument(help: "The file of labels.")
    var labels: String?

    @Flag(help: "Measure by the verdicts in the store.")
    var verdicts = false

    @Option(help: "The file that has the entries, JSON Lines as for match, where the labels only name their ids.")
    var entries: String?

    @Flag(help: "Count every labelled entry once, whatever its w.")
    var unweighted = false

    func validate() throws {
        if labels == nil, !verdicts { throw ValidationError("name a file of labels, or say --verdicts") }
    }

    /// What the labels say; prints the problems, and ends with status 1 where a line does not read.
    func read(_ configuration: ConfigurationOptions) throws -> LabelFile {
        var file = try labels.map { try Self.read($0, entries: entries) } ?? LabelFile()
        if verdicts { file.add(try configuration.openStore().verdicts()) }
        return file
    }

    /// What a file of labels says; prints the problems, and ends with status 1 where a line does not read.
    static func read(_ labels: String, entries: String?) throws -> LabelFile {
        let file = try LabelFile.read(labels, entriesPath: entries)
        complain(file.problems)
        if file.hasErrors { throw ExitCode.failure }
        return file
    }

    /// At most twenty: where every line is wrong, the first ones tell.
    private static func complain(_ problems: [Problem]) {
        let most = 20
        for problem in problems.sorted().prefix(most) { ProblemText.complain(problem) }
        if problems.count > most { Terminal.complain("… and \(problems.count - most) more") }
    }
}

extension LabelFile {
    /// What `topic` makes of the entries that are labelled for it.
    func judgements(of topic: String, _ sums: [[String: TopicSum]], unweighted: Bool) -> [Judged] {
        zip(entries, sums).compactMap { entry, sums in
            guard case .some(.some(let isRelevant)) = entry.labels[topic], let sum = sums[topic] else { return nil }
            let weight = unweighted ? 1 : entry.weight
            return Judged(
                entry: entry, judgement: Judgement(isRelevant: isRelevant, weight: weight, sum: sum))
        }
    }

    /// By entry, what every topic makes of it.
    func sums(_ matcher: TopicMatcher) -> [[String: TopicSum]] {
        var progress = ProgressLine()
        defer { progress.clear() }
        return entries.enumerated().map { number, entry in
            progress.show("\(number.grouped) of \(entries.count.grouped) entries tried")
            return matcher.sums(of: entry.entry, from: entry.feed)
        }
    }
}

/// A labelled entry and what one topic makes of it.
struct Judged {
    let entry: LabelledEntry
    let judgement: Judgement
}
