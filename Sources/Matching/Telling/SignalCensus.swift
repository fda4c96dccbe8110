// SPDX-License-Identifier: Apache-2.0
// What topics would have matched of many entries, and which of their signals never held: for a writer who asks whether a
// signal is of any use.

package import Model
import Wording

/// Counts over entries, one after another.
package struct SignalCensus {
    private let matcher: TopicMatcher
    package private(set) var entries = 0
    private var matched: [String: Int] = [:]
    /// By topic, the signals that have not held yet.
    private var silent: [Set<Int>]

    package init(topics: [Topic]) {
        matcher = TopicMatcher(topics: topics)
        silent = matcher.topics.map { Set($0.signals.indices) }
    }

    /// How many entries the topic matches.
    package func matches(of topic: String) -> Int { matched[topic] ?? 0 }

    /// The signals of the topic that hold in no entry, by their index, in order.
    package func silentSignals(of topic: String) -> [Int] {
        matcher.topics.firstIndex { $0.id == topic }.map { silent[$0].sorted() } ?? []
    }

    /// Looks at an entry. `feed` is where it came from, as for `TopicMatcher.match`.
    package mutating func add(_ entry: Entry, from feed: Feed?) {
        entries += 1
        for match in matcher.match(entry, from: feed) { matched[match.topic, default: 0] += 1 }
        let held = matcher.read(entry) { scratch in heldSignals(entry, feed, scratch.text) }
        for (topic, signal) in held { silent[topic].remove(signal) }
    }

    /// Those of the silent signals that hold now.
    private func heldSignals(_ entry: Entry, _ feed: Feed?, _ text: EntryText) -> [(topic: Int, signal: Int)] {
        guard !text.found.isEmpty else { return [] }
        let language = EntryLanguage(entry)
        let waiting = silent.indices.filter {
            !silent[$0].isEmpty && matcher.takes(matcher.topics[$0], language, feed)
        }
        let occurrences = matcher.index.occurrences(of: waiting.map(Int32.init), in: text.found)
        return waiting.flatMap { number in
            let topic = matcher.topics[number]
            let own = occurrences.filter { matcher.index.topicOfAtom[Int($0.atom)] == number }
            guard !own.isEmpty else { return [(topic: Int, signal: Int)]() }
            let evaluator = Evaluator(weights: topic.weights, occurrences: own[...], entry: text)
            return silent[number].filter { evaluator.counts(topic.signals[$0]) }.map { (number, $0) }
        }
    }
}

extension Evaluator {
    /// Whether a signal changes the sum (see `Score`).
    fileprivate func counts(_ signal: CompiledTopic.Signal) -> Bool {
        strength(signal.node, in: signal.points > 0 ? Self.text : Self.head).holds
    }
}
