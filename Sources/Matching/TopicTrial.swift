// SPDX-License-Identifier: Apache-2.0
// One topic asked for its whole sum, entry by entry, also where it does not match.

package import Model
import Querying

/// A topic compiled to be tried. Any number of threads may use one.
package struct TopicTrial: Sendable {
    package let topic: Topic
    private let matcher: TopicMatcher
    private let queries: QuerySet

    /// `nil` where its expressions do not read.
    package init?(_ topic: Topic) {
        guard let queries = QuerySet.read(QuerySource(topic)).queries else { return nil }
        self.topic = topic
        self.queries = queries
        matcher = TopicMatcher(topics: [topic])
    }

    /// The sum of the topic on `entry`. `feed` is where it came from, as for `TopicMatcher.match`.
    package func verdict(of entry: Entry, from feed: Feed?) -> Verdict {
        matcher.read(entry) { scratch in
            let occurrences = matcher.index.occurrences(of: [0], in: scratch.text.found)
            let compiled = matcher.topics[0]
            let evaluator = Evaluator(weights: compiled.weights, occurrences: occurrences[...], entry: scratch.text)
            return verdict(compiled, evaluator, passedOver: reasonToPassOver(entry, feed, compiled.reach))
        }
    }

    private func verdict(_ compiled: CompiledTopic, _ evaluator: Evaluator, passedOver: String?) -> Verdict {
        let score = Score(compiled, compiled.signals.indices, evaluator)
        let vetoed = compiled.exclude.firstIndex { evaluator.isExcluded($0) }
        let missing = compiled.require.firstIndex { !evaluator.isRequired($0) }
        return Verdict(
            topic: topic.id, head: score.head, body: score.body, bodyCap: compiled.bodyCap,
            score: score.total(cap: compiled.bodyCap).rounded(decimals: 6), threshold: compiled.threshold,
            evidence: EvidenceWriter(entry: evaluator.entry).evidence(score, of: compiled), passedOver: passedOver,
            vetoedBy: vetoed.map { topic.exclude[$0] }, missingRequirement: missing.map { topic.require[$0] },
            positiveSignals: score.positives, minimumSignals: compiled.minimumSignals,
            nearest: NearMissFinder(evaluator: evaluator, groups: topic.groups.map(\.name))
                .nearest(compiled, queries.signals, held: Set(score.held.map(\.signal))))
    }

    private func reasonToPassOver(_ entry: Entry, _ feed: Feed?, _ reach: TopicReach) -> String? {
        let language = EntryLanguage(entry)
        if !reach.takes(language) {
            let found = language.declared ?? language.told ?? "unknown"
            return "the entry's language is \(found), the topic takes \(topic.languages.joined(separator: ", "))"
        }
        guard let feed else { return nil }
        if !reach.takes(feed) { return "the topic's 'feeds:' leaves out this feed" }
        return feed.topics?.contains(topic.id) ?? true ? nil : "the feed's own 'topics:' names others"
    }
}
