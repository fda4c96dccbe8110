// SPDX-License-Identifier: Apache-2.0
// Why an entry reaches a topic, or why not: the whole sum, also below the threshold.

package import Model
import Querying

/// The sum of one topic on one entry, with everything that decided it.
package struct Verdict: Sendable, Hashable {
    package let topic: String
    /// Σ of the signals found in title, lead and named fields.
    package let head: Double
    /// Σ of the signals found only with the content, before the cap.
    package let body: Double
    package let bodyCap: Double
    /// max(0, head + min(body, bodyCap)).
    package let score: Double
    package let threshold: Double
    /// Every signal that holds.
    package let evidence: [Evidence]
    /// The first expression of `exclude` that holds.
    package let vetoedBy: String?
    /// The first expression of `require` that does not hold.
    package let missingRequirement: String?
    /// Positive signals that hold, and how many must.
    package let positiveSignals: Int
    package let minimumSignals: Int
    /// The positive signal that was nearest to holding; `nil` where all hold.
    package let nearest: NearMiss?

    /// Whether the topic matches (its languages and feeds are not looked at).
    package var isMatch: Bool {
        vetoedBy == nil && missingRequirement == nil && positiveSignals >= minimumSignals && score + 1e-9 >= threshold
    }
}

/// A signal that does not hold, and what it lacks.
package struct NearMiss: Sendable, Hashable {
    /// As written.
    package let signal: String
    package let points: Double
    /// Each as a sentence can end with it, such as `no @china` or `more than 8 words between @china and @us`.
    package let lacks: [String]
}

extension TopicMatcher {
    /// The sum of one topic, whether it matches or not; `nil` where there is no such topic or its expressions do not
    /// read.
    ///
    /// It compiles the topic anew, for it is asked by people, one entry at a time.
    package func verdict(of entry: Entry, on topic: String) -> Verdict? {
        guard let source = sources.first(where: { $0.id == topic }) else { return nil }
        return TopicMatcher(topics: [source]).verdict(of: entry, source)
    }

    private func verdict(of entry: Entry, _ source: Topic) -> Verdict? {
        guard let topic = topics.first, let queries = QuerySet.read(QuerySource(source)).queries else { return nil }
        return read(entry) { scratch in
            let occurrences = index.occurrences(of: [0], in: scratch.text.found)
            let evaluator = Evaluator(weights: topic.weights, occurrences: occurrences[...], entry: scratch.text)
            return verdict(topic, source, queries, evaluator)
        }
    }

    private func verdict(
        _ topic: CompiledTopic, _ source: Topic, _ queries: QuerySet, _ evaluator: Evaluator
    ) -> Verdict {
        let score = Score(topic, topic.signals.indices, evaluator)
        let vetoed = topic.exclude.firstIndex { evaluator.isExcluded($0) }
        let missing = topic.require.firstIndex { !evaluator.isRequired($0) }
        return Verdict(
            topic: topic.id, head: score.head, body: score.body, bodyCap: topic.bodyCap,
            score: score.total(cap: topic.bodyCap).rounded(decimals: 6), threshold: topic.threshold,
            evidence: EvidenceWriter(entry: evaluator.entry).evidence(score, of: topic),
            vetoedBy: vetoed.map { source.exclude[$0] },
            missingRequirement: missing.map { source.require[$0] }, positiveSignals: score.positives,
            minimumSignals: topic.minimumSignals,
            nearest: NearMissFinder(evaluator: evaluator, groups: source.groups.map(\.name))
                .nearest(topic, queries.signals, held: Set(score.held.map(\.signal))))
    }
}
