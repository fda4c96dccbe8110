// SPDX-License-Identifier: Apache-2.0
// Edits of a topic that entries which a person has judged speak for.
//
// Approach: words and phrases that part relevant entries from others are tried as items of the topic's groups, as signals,
// and beside its groups; so are pairs of groups, other points, and other thresholds. A greedy search takes one edit after
// another, cross-validation says how many. Not a fitted linear model: its weights for a hundred words are nobody's to read
// or to keep, and with a hundred labels it is behind an expert's rules by .27 of F1. The edits are few, and are the ones a
// person would make. Known weakness: entries that tell one event are one witness, and count as many.

package import Model

/// What labels speak for.
package struct Suggestion: Sendable {
    /// One edit and how the topic stands on the labels with it and all before it, measured by the topic itself.
    package struct Step: Sendable {
        package let change: TopicChange
        package let after: Standing
    }

    /// How the topic stands on the labels as it is.
    package let before: Standing
    /// In the order in which they were chosen; empty where nothing is worth an edit.
    package let steps: [Step]
    /// F1 of as many edits, and of none, on labels that did not choose them.
    package let expected: (before: Double, after: Double)

    package var changes: [TopicChange] { steps.map(\.change) }
}

/// Looks for edits of one topic.
package struct Suggester: Sendable {
    /// More edits at a time nobody reads.
    private static let mostEdits = 8
    /// Labels of each kind that a suggestion needs.
    package static let fewest = 5

    private let topic: Topic
    private let cap: BodyCap
    private let examples: [Example]

    /// `cap` says whether the topic's file fixes the most that the content adds.
    package init(_ topic: Topic, cap: BodyCap, examples: [Example]) {
        self.topic = topic
        self.cap = cap
        self.examples = examples
    }

    /// Whether there are labels enough of both kinds.
    package var hasEnough: Bool {
        let relevant = examples.count(where: \.isRelevant)
        return min(relevant, examples.count - relevant) >= Self.fewest
    }

    /// `nil` where the topic's expressions do not read. `progress` is told what is done, in words.
    package func suggest(_ progress: (String) -> Void = { _ in }) -> Suggestion? {
        let least = examples.count >= 200 ? 3 : 2
        guard let probe = Probe(topic, terms: TermChoice(topic, examples, least: least).terms) else { return nil }
        let evidences = Evidences(probe, examples, cap: cap, least: least) {
            progress("\($0) of \(examples.count) labelled entries read")
        }
        let validation = CrossValidation(evidences, mostEdits: Self.mostEdits, least: least) {
            progress("edits tried on labels left out, \(Int($0 * 100)) %")
        }
        var search = GreedySearch(evidences, isShown: examples.map { _ in true }, least: least)
        for _ in 0..<validation.best where search.next() != nil {}
        let edits = search.draft.chosen.map(evidences.edit)
        let before = Measure(examples).standing(of: topic)
        return Suggestion(
            before: before, steps: steps(edits, before),
            expected: (validation.standings[0].f1, validation.standings[validation.best].f1))
    }

    /// The edits that the edited topic itself is the better for, from the last to the first; each measured with those
    /// before it.
    private func steps(_ edits: [TopicChange], _ before: Standing) -> [Suggestion.Step] {
        let measure = Measure(examples)
        var kept = edits
        var best = measure.standing(of: edited(kept[...])).f1
        for edit in edits.reversed() {
            let others = kept.filter { $0 != edit }
            let f1 = measure.standing(of: edited(others[...])).f1
            if f1 >= best - 1e-9 { (kept, best) = (others, f1) }
        }
        return kept.indices.map { index in
            Suggestion.Step(change: kept[index], after: measure.standing(of: edited(kept[...index])))
        }
    }

    private func edited(_ changes: ArraySlice<TopicChange>) -> Topic {
        topic.applying(changes, cap: cap)
    }
}

extension Topic {
    /// The topic with the changes made, and the most that its content adds as its file would have it.
    package func applying(_ changes: ArraySlice<TopicChange>, cap: BodyCap) -> Topic {
        var topic = applying(Array(changes))
        topic.bodyCap = cap.cap(at: topic.threshold)
        return topic
    }
}

/// Topics on labelled entries.
private struct Measure {
    let examples: [Example]

    init(_ examples: [Example]) {
        self.examples = examples
    }

    func standing(of topic: Topic) -> Standing {
        let matcher = TopicMatcher(topics: [topic])
        var standing = Standing()
        for example in examples {
            let isTold = !matcher.match(example.entry, from: example.feed).isEmpty
            standing.add(isRelevant: example.isRelevant, isTold: isTold)
        }
        return standing
    }
}
