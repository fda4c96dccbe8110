// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Matching
import Model
import Watching

struct TopicsScore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract:
            "Measure the topics by entries that you have judged: precision, recall, F1, and every error by title.",
        discussion: LabelOptions.discussion + """
             Intervals are of 95 % (Wilson's, with Kish's effective number for weights; that of the mean takes the topics \
            as independent). AP is average precision: how well the scores rank, whatever the threshold.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var labelOptions: LabelOptions
    @OptionGroup var formatOptions: FormatOptions

    @Option(help: "Measure this topic alone: its id, or a file.")
    var topic: String?

    @Option(help: "How many false alarms, and how many misses, to show of each topic.")
    var errors = 10

    func validate() throws {
        if errors < 0 { throw ValidationError("--errors takes 0 or more") }
    }

    func run() throws {
        let topics =
            try topic.map { [try TopicSource.topic($0, at: configurationOptions.path)] }
            ?? TopicSource.topics(at: configurationOptions.path)
        let labels = try labelOptions.read(configurationOptions)
        if topic == nil { labels.warnOfOthers(topics) }
        let matcher = TopicMatcher(topics: topics)
        let scores = scores(topics, labels, matcher)
        guard !scores.isEmpty else {
            throw Failure("no label is of \(topics.map(\.id).joined(separator: ", ")): there is nothing to measure")
        }
        if formatOptions.format == .json {
            return Terminal.print(
                try FormatOptions.json(ScoreJSON(scores, entries: labels.entries.count, matcher)))
        }
        note(labels)
        for line in ScoreText(matcher: matcher, limit: errors).lines(scores) { Terminal.print(line) }
    }

    private func scores(_ topics: [Topic], _ labels: LabelFile, _ matcher: TopicMatcher) -> [TopicScore] {
        let sums = labels.sums(matcher)
        return topics.compactMap { topic in
            let judged = labels.judgements(of: topic.id, sums, unweighted: labelOptions.unweighted)
            let marginal = labels.entries.count { if case .some(.none) = $0.labels[topic.id] { true } else { false } }
            return judged.isEmpty ? nil : TopicScore(topic, judged, marginal: marginal)
        }
    }

    /// That weights are at work.
    private func note(_ labels: LabelFile) {
        guard !labelOptions.unweighted, labels.entries.contains(where: { $0.weight != 1 }) else { return }
        let without = labels.entries.count { $0.weight == 0 }
        let rest = without > 0 ? "; the \(without.grouped) of weight 0 are not counted" : ""
        Terminal.print(
            "\(labels.entries.count.grouped) entries, weighted by w\(rest) (--unweighted counts each once)\n")
    }
}

extension LabelFile {
    /// Names what is labelled for topics that are not there, and topics that have no labels.
    func warnOfOthers(_ topics: [Topic]) {
        let known = Set(topics.map(\.id))
        for (name, place) in self.topics.sorted(by: { ($0.value.line, $0.key) < ($1.value.line, $1.key) })
        where !known.contains(name) {
            let problem = Problem(
                file: place.file, line: place.line, column: place.column, severity: .warning,
                message: "there is no topic \(Printable.line(name))",
                advice: "labelled \(place.count.grouped) times, not scored")
            ProblemText.complain(problem)
        }
        let without = topics.map(\.id).filter { self.topics[$0] == nil }
        if !without.isEmpty { Terminal.complain("topics without labels: " + without.joined(separator: ", ")) }
    }
}
