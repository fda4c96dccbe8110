// SPDX-License-Identifier: Apache-2.0
// Which of all words and phrases are worth a try.

import Model

/// The terms that part the labelled entries best.
struct TermChoice {
    let terms: [Term]

    /// Some of each sort: what stands in relevant entries, in those that are missed, and in false alarms. A term of a group
    /// need not part them by itself, as `China` does not for US–China; so those that are frequent in misses are tried as well.
    init(_ topic: Topic, _ examples: [Example], least: Int) {
        let matcher = TopicMatcher(topics: [topic])
        let isTold = examples.map { !matcher.match($0.entry, from: $0.feed).isEmpty }
        let terms = TermCensus(examples).terms(heldBy: least)
        let isRelevant = examples.map(\.isRelevant)
        let isMissed = examples.indices.map { isRelevant[$0] && !isTold[$0] }
        let isFalse = examples.indices.map { !isRelevant[$0] && isTold[$0] }
        var chosen: Set<Term> = []
        func take(_ count: Int, _ value: (Term) -> Double) {
            chosen.formUnion(Self.best(count, of: terms, value))
        }
        take(24, Self.odds(isRelevant, isRelevant.map { !$0 }))
        take(16, Self.odds(isMissed, isRelevant.map { !$0 }))
        take(16) { term in Double(term.holders.count { isMissed[$0] }) }
        take(12, Self.odds(isFalse, isRelevant))
        self.terms = terms.filter(chosen.contains)
    }

    private static func odds(_ inside: [Bool], _ outside: [Bool]) -> (Term) -> Double {
        let odds = LogOdds(inside: inside.count(where: \.self), outside: outside.count(where: \.self))
        return { term in
            let a = term.holders.count { inside[$0] }
            guard a > 1 else { return 0 }
            let share = Double(term.holders.count) / Double(inside.count)
            return odds.score(a, term.holders.count { outside[$0] }, share: share)
        }
    }

    /// Those of the highest values above 0; equal ones in the order of the terms.
    private static func best(_ count: Int, of terms: [Term], _ value: (Term) -> Double) -> [Term] {
        let values = terms.map(value)
        return terms.indices.filter { values[$0] > 0 }.sorted { (-values[$0], $0) < (-values[$1], $1) }.prefix(count)
            .map { terms[$0] }
    }
}
