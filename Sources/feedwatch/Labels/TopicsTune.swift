// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Matching
import Model

struct TopicsTune: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract: "Propose a threshold for a topic, by entries that you have judged; changes no file.",
        discussion: LabelOptions.discussion + """
             Prints what would be told at each threshold. The proposal is the median choice of 400 samples of the labels, \
            judged on the labels that each sample left out.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Argument(help: "The topic's id, or its file.")
    var topic: String

    @OptionGroup var labelOptions: LabelOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() throws {
        let path = TopicSource.file(of: topic, at: configurationOptions.path)
        let topic = try TopicSource.topic(topic, at: configurationOptions.path)
        let place = ThresholdPlace(ofTopicAt: path)
        let cap = place?.hasBodyCap == true ? BodyCap.fixed(topic.bodyCap) : .following
        let curve = ThresholdCurve(try judgements(of: topic), present: topic.threshold, cap: cap)
        guard let choice = ThresholdChoice(curve) else {
            throw Failure(
                "the labels cannot choose a threshold for \(topic.id): they hold "
                    + (curve.points[curve.present].confusion.relevant.count == 0 ? "nothing" : "only what is")
                    + " relevant")
        }
        let text = TuneText(topic: topic, path: path, line: place?.line, curve: curve, choice: choice, cap: cap)
        switch formatOptions.format {
        case .json: Terminal.print(try FormatOptions.json(TuneJSON(text)))
        case .text: for line in text.lines() { Terminal.print(line) }
        }
    }

    private func judgements(of topic: Topic) throws -> [Judgement] {
        let labels = try labelOptions.read(configurationOptions)
        let sums = labels.sums(TopicMatcher(topics: [topic]))
        let judgements = labels.judgements(of: topic.id, sums, unweighted: labelOptions.unweighted).map(\.judgement)
        guard !judgements.isEmpty else { throw Failure("no label is of \(topic.id): there is nothing to tune by") }
        return judgements
    }
}
