// SPDX-License-Identifier: Apache-2.0
// The second rule: whether a telling belongs to a story of other texts. Online average-link clustering (TOPICS §5): the
// mean over a story's tellings is harder to deceive than its nearest one, by which chains of half-alike texts grow.

import Model

/// Whether a new telling tells the event of a story.
struct SameEvent: Sendable {
    /// Tellings published or seen further apart are different events; zero turns the rule off.
    let window: Duration
    /// The mean similarity from which a telling belongs to a story.
    var threshold = 0.25

    /// A text of fewer words than this is a headline that may stand above anything ("China news of the day").
    private static let enoughWords = 8

    /// How much a story's telling speaks for it.
    func likeness(_ new: Telling, _ old: Member, _ similarity: Similarity) -> Double {
        guard min(new.terms.count, old.terms.count) >= Self.enoughWords else { return 0 }
        // Texts that are alike below headlines of which no word is the same share boilerplate.
        guard similarity.sharedTitleWords > 0, !isTemplate(new, old, similarity) else { return 0 }
        return similarity.event
    }

    /// Nearly the same words under headlines with other numbers: a form filled in anew, for another earthquake or match.
    private func isTemplate(_ new: Telling, _ old: Member, _ similarity: Similarity) -> Bool {
        similarity.text >= SameText.nearIdentical && new.title.numbers != old.title.numbers
    }

    func isNear(_ new: Telling, _ old: Member) -> Bool {
        window > .zero && distance(new.at, old.at) <= window && distance(new.published, old.published) <= window
    }

    private func distance(_ one: Timestamp, _ other: Timestamp) -> Duration {
        max(one - other, other - one)
    }
}
