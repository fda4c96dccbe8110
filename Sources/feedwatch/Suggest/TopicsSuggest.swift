// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Foundation
import Matching
import Model
import Storing
import Watching

struct TopicsSuggest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Edits of a topic that your verdicts speak for, as a patch; changes no file.",
        discussion: """
            Learns from what you said by `alerts mark` and `entries mark`, or from a file of labels as `topics score` reads \
            it. Tried are terms in the topic's groups, new signals, other points and another threshold; proposed are the \
            edits that do best on labels that did not choose them, few of them. Each is shown with what it does to the \
            labels and to the stories of the stored entries.

            The patch is for `git apply` or `patch -p1` in the folder in which you call this (in / where the topic's file is not \
            below it). `topics diff` shows what \
            comes of it story by story.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions
    @OptionGroup var formatOptions: FormatOptions

    @Argument(help: "The topic's id, or its file.")
    var topic: String

    @Option(help: ArgumentHelp("Learn from these labels.", valueName: "labels"), completion: .file())
    var labels: String?

    @Option(help: "The file that has the entries, JSON Lines as for match, where the labels only name their ids.")
    var entries: String?

    @Flag(help: "Learn from the verdicts in the store, too, where --labels names a file.")
    var verdicts = false

    @Option(help: ArgumentHelp("Write the patch to this file.", valueName: "patch"), completion: .file())
    var output: String?

    @Option(help: "Measure on stored entries of this time until now, such as 24h or 30d.")
    var since = Span(.seconds(7 * 86_400))

    func run() throws {
        let path = TopicSource.file(of: topic, at: configurationOptions.path)
        let topic = try TopicSource.topic(topic, at: configurationOptions.path)
        let examples = try examples(of: topic.id)
        let hasCap = ThresholdPlace(ofTopicAt: path)?.hasBodyCap == true
        let cap = hasCap ? BodyCap.fixed(topic.bodyCap) : .following
        let suggestion = try suggest(Suggester(topic, cap: cap, examples: examples), topic.id)
        let report = SuggestReport(
            topic: topic, examples: examples, suggestion: suggestion, patch: try patch(suggestion, path),
            stories: stories(topic, suggestion, cap), output: output, folder: PatchPath(path).folder,
            span: since.duration)
        if let output, !suggestion.steps.isEmpty { try AtomicFile.write(Array(report.patch.utf8), to: output) }
        switch formatOptions.format {
        case .json: Terminal.print(try FormatOptions.json(SuggestJSON(report)))
        case .text: for line in SuggestText(report).lines() { Terminal.print(line) }
        }
    }

    // MARK: Labels

    private func examples(of topic: String) throws -> [Example] {
        var file = LabelFile()
        if let labels { file = try LabelOptions.read(labels, entries: entries) }
        if verdicts || labels == nil { file.add(try configurationOptions.openStore().verdicts(topic: topic)) }
        return file.entries.compactMap { entry in
            guard case .some(.some(let isRelevant)) = entry.labels[topic] else { return nil }
            return Example(entry: entry.entry, feed: entry.feed, isRelevant: isRelevant)
        }
    }

    // MARK: Suggesting

    private func suggest(_ suggester: Suggester, _ topic: String) throws -> Suggestion {
        guard suggester.hasEnough else {
            throw Failure(
                "too few labels of \(topic): \(Suggester.fewest) of either kind are the least, and 25 are better. Say more by "
                    + "`feedwatch alerts mark ID good|bad`, and of what was missed by `feedwatch entries mark`")
        }
        var progress = ProgressLine()
        defer { progress.clear() }
        guard let suggestion = suggester.suggest({ progress.show($0) }) else {
            throw Failure("the expressions of \(topic) do not read")
        }
        return suggestion
    }

    private func patch(_ suggestion: Suggestion, _ path: String) throws -> String {
        guard !suggestion.steps.isEmpty else { return "" }
        guard let patch = TopicPatch(fileAt: path) else { throw Failure("\(path) cannot be read again") }
        return try patch.diff(suggestion.changes, shownPath: PatchPath(path).name)
    }

    // MARK: History

    /// The stories gained and lost by each step; `nil` where there is no store to measure on.
    private func stories(_ topic: Topic, _ suggestion: Suggestion, _ cap: BodyCap) -> [TopicEffect]? {
        guard !suggestion.steps.isEmpty, let store = try? configurationOptions.openStore() else { return nil }
        let feeds = ConfigurationOptions.reader.read(at: configurationOptions.path).configuration?.feeds ?? []
        let window = ConfigurationOptions.reader.storyWindow(at: configurationOptions.path)
        var progress = ProgressLine()
        defer { progress.clear() }
        var before = topic
        return suggestion.steps.indices.compactMap { index in
            let after = topic.applying(suggestion.changes[...index], cap: cap)
            defer { before = after }
            let backtest = AlertBacktest(
                from: TopicRules(topics: [before], feeds: feeds), to: TopicRules(topics: [after], feeds: feeds),
                window: window)
            return try? backtest.run(over: store, since: since.ago) { entries, percent in
                progress.show("\(entries.grouped) stored entries matched, \(percent) %")
            }.effects.first
        }
    }
}

/// A file as a patch names it, and the folder to apply the patch in.
struct PatchPath {
    let name: String
    /// `nil` for the current folder, of which the file lies below.
    let folder: String?

    init(_ path: String) {
        let file = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
        let current = URL(fileURLWithPath: FileManager.default.currentDirectoryPath).resolvingSymlinksInPath().path
        let prefix = current == "/" ? "/" : current + "/"
        folder = file.hasPrefix(prefix) ? nil : "/"
        name = String(file.hasPrefix(prefix) ? file.dropFirst(prefix.count) : file.dropFirst())
    }
}
