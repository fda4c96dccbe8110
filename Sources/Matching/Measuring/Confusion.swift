// SPDX-License-Identifier: Apache-2.0
// What a topic told and did not tell, against what people say of the same entries.

/// One labelled entry and what a topic makes of it.
package struct Judgement: Sendable, Hashable {
    package let isRelevant: Bool
    /// How many entries of the stream it stands for; 0 leaves it out.
    package let weight: Double
    package let sum: TopicSum

    package init(isRelevant: Bool, weight: Double = 1, sum: TopicSum) {
        self.isRelevant = isRelevant
        self.weight = weight
        self.sum = sum
    }
}

/// The table of what was told and what is relevant.
package struct Confusion: Sendable, Hashable {
    /// Relevant and told.
    package private(set) var hits = WeightedCount()
    /// Told, and not relevant.
    package private(set) var falseAlarms = WeightedCount()
    /// Relevant, and not told.
    package private(set) var misses = WeightedCount()
    package private(set) var silences = WeightedCount()

    package init(_ judgements: [Judgement], threshold: Double, cap: Double) {
        for judgement in judgements where judgement.weight > 0 {
            add(judgement.weight, judgement.isRelevant, isTold: judgement.sum.reaches(threshold, cap: cap))
        }
    }

    private mutating func add(_ weight: Double, _ isRelevant: Bool, isTold: Bool) {
        switch (isRelevant, isTold) {
        case (true, true): hits.add(weight)
        case (false, true): falseAlarms.add(weight)
        case (true, false): misses.add(weight)
        case (false, false): silences.add(weight)
        }
    }

    package var relevant: WeightedCount { hits + misses }
    package var told: WeightedCount { hits + falseAlarms }

    /// Of what was told the relevant share; `nil` where nothing was.
    package var precision: Estimate? { Estimate(hits, of: told) }

    /// Of what is relevant the told share; `nil` where nothing is.
    package var recall: Estimate? { Estimate(hits, of: relevant) }

    /// The harmonic mean of precision and recall; `nil` where nothing is relevant or told.
    ///
    /// It is 2J / (1 + J) of Jaccard's J = hits / (hits + false alarms + misses), which is a share like the others: so
    /// its interval is that of J, transformed.
    package var f1: Estimate? {
        Estimate(hits, of: told + misses)?.mapped { 2 * $0 / (1 + $0) }
    }
}
