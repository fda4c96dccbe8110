// SPDX-License-Identifier: Apache-2.0
// What the topics make of an entry below their thresholds too, for measuring them on labels.

package import Model
import Querying

/// The sum of one topic on one entry, reached or not.
package struct TopicSum: Sendable, Hashable {
    /// Σ of the signals found in title, lead and named fields.
    package let head: Double
    /// Σ of the signals found only with the content, before the cap.
    package let body: Double
    /// Whether only the threshold may stand in the way: no veto, no requirement missing, enough signals, and a language
    /// and feed that the topic looks at.
    package let isOpen: Bool

    package init(head: Double, body: Double, isOpen: Bool = true) {
        self.head = head
        self.body = body
        self.isOpen = isOpen
    }

    /// max(0, head + min(body, cap)); 0 where the topic cannot match.
    package func score(cap: Double) -> Double {
        isOpen ? max(0, head + min(body, cap)) : 0
    }

    /// Whether the topic would tell the entry.
    package func reaches(_ threshold: Double, cap: Double) -> Bool {
        isOpen && score(cap: cap) + 1e-9 >= threshold
    }
}

extension TopicMatcher {
    /// Every topic's sum by its id, exactly as `match` would decide. Slower than `match`, which leaves out what cannot
    /// be reached.
    package func sums(of entry: Entry, from feed: Feed?) -> [String: TopicSum] {
        let language = EntryLanguage(entry)
        return read(entry) { scratch in
            var sums: [String: TopicSum] = [:]
            for (number, topic) in topics.enumerated() {
                let occurrences = index.occurrences(of: [Int32(number)], in: scratch.text.found)
                let evaluator = Evaluator(weights: topic.weights, occurrences: occurrences[...], entry: scratch.text)
                sums[topic.id] = sum(topic, evaluator, isSeen: takes(topic, language, feed))
            }
            return sums
        }
    }

    private func sum(_ topic: CompiledTopic, _ evaluator: Evaluator, isSeen: Bool) -> TopicSum {
        let score = Score(topic, topic.signals.indices, evaluator)
        let isOpen =
            isSeen && score.positives >= topic.minimumSignals && topic.require.allSatisfy(evaluator.isRequired)
            && !topic.exclude.contains(where: evaluator.isExcluded)
        return TopicSum(head: score.head, body: score.body, isOpen: isOpen)
    }
}
