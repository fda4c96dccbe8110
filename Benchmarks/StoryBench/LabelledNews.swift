// SPDX-License-Identifier: Apache-2.0
// Entries whose stories people have labelled, grouped in the order in which they were published.

import Configuring
import Foundation
import Grouping
import Matching
import Model

/// B-cubed (Bagga and Baldwin 1998): for each entry the share of its cluster that tells its story (precision), and the
/// share of its story that is in its cluster (recall); the means over all entries.
struct LabelledNews {
    private let entries: [NewsLine]
    private let stories: [String: Int?]
    private let topics: [Topic]
    private let background: [Entry]

    /// `stories` says of each entry to look at which story it tells; `null` is one of its own.
    init(configuration: String, entries: String, stories: String, background: String?) throws {
        let all = try NewsLine.read(entries)
        self.stories = Dictionary(
            try StoryLine.read(stories).map { ($0.id, $0.story) }, uniquingKeysWith: { first, _ in first })
        let labelled = self.stories
        self.entries = all.filter { labelled[$0.id] != nil }.sorted { ($0.time, $0.id) < ($1.time, $1.id) }
        let reader = ConfigurationReader(environment: [:], readOPML: { _ in [] })
        guard let read = reader.read(at: configuration).configuration else { throw Usage() }
        topics = read.topics
        self.background = try background.map { try NewsLine.read($0).map(\.entry) } ?? all.map(\.entry)
    }

    func printTable() {
        print("| topics' words | vocabulary | threshold | precision | recall | F |\n|---|---|---|---|---|---|")
        row("alone each", "", .infinity, score(of: entries.map(\.id)))
        for isLeavingOut in [true, false] {
            for vocabulary in [Vocabulary.empty, counted] {
                for threshold in [0.20, 0.25, 0.30, 0.35] {
                    let clusters = group(threshold: threshold, vocabulary, isLeavingOut: isLeavingOut)
                    row(isLeavingOut ? "left out" : "kept", "\(vocabulary.texts)", threshold, score(of: clusters))
                }
            }
        }
    }

    private var counted: Vocabulary {
        var counter = WordCounter()
        background.forEach { counter.count($0) }
        return counter.vocabulary
    }

    /// The id of the first entry of each entry's story, in the order of `entries`.
    private func group(threshold: Double, _ vocabulary: Vocabulary, isLeavingOut: Bool) -> [String] {
        let matcher = TopicMatcher(topics: topics)
        let words = TopicWords(isLeavingOut ? topics : [])
        var index = StoryIndex(threshold: threshold)
        index.use(vocabulary)
        return entries.map { line in
            let topics = matcher.match(line.entry, from: Feed(url: line.feed)).map(\.topic)
            let placement = index.place(
                line.entry, feed: line.feed, at: line.time, leavingOut: words.words(of: topics), proposedID: line.id)
            if case .joins(let story) = placement { return story }
            return line.id
        }
    }

    private func score(of clusters: [String]) -> (precision: Double, recall: Double) {
        let gold = entries.map { line in (stories[line.id] ?? nil).map { "\($0)" } ?? line.id }
        let clusterSizes = sizes(clusters)
        let storySizes = sizes(gold)
        let common = sizes(zip(clusters, gold).map { $0 + "/" + $1 })
        var (precision, recall) = (0.0, 0.0)
        for (cluster, story) in zip(clusters, gold) {
            let both = Double(common[cluster + "/" + story] ?? 0)
            precision += both / Double(clusterSizes[cluster] ?? 1)
            recall += both / Double(storySizes[story] ?? 1)
        }
        return (precision / Double(gold.count), recall / Double(gold.count))
    }

    private func sizes(_ names: [String]) -> [String: Int] {
        names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    private func row(
        _ words: String, _ vocabulary: String, _ threshold: Double, _ score: (precision: Double, recall: Double)
    ) {
        let f = 2 * score.precision * score.recall / (score.precision + score.recall)
        let figures = [threshold, score.precision, score.recall, f].map { String(format: "%.3f", $0) }
        print("| \(([words, vocabulary] + figures).joined(separator: " | ")) |")
    }
}
