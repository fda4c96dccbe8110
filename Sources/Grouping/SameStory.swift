// SPDX-License-Identifier: Apache-2.0
// The rule over two tellings. Its figures were chosen so that no pair of different labelled stories merges.

/// Whether two tellings are surely one story.
struct SameStory: Sendable {
    /// The cosine from which two texts are one.
    let nearIdentical: Double

    /// Below this many distinct words in the shorter text, a cosine says little: a headline, a boilerplate summary.
    private static let enoughWords = 20
    /// A headline of so many words is seldom used twice for different events within days.
    private static let longTitle = 6
    /// What texts under one link, one id or one headline must have in common at least.
    private static let related = 0.40
    /// Texts under different headlines must be the same nearly to the word, and long.
    private static let identical = 0.85
    private static let enoughBodyWords = 40

    /// `similarity` is the cosine of the two texts.
    func holds(_ new: Telling, _ old: Telling, similarity: Double) -> Bool {
        isSamePage(new, old, similarity: similarity) || isSameHeadline(new, old, similarity: similarity)
            || isSameText(new, old, similarity: similarity)
    }

    /// One link in two feeds is one page. In one feed the store has judged already that two entries with one link or one
    /// id plainly differ (a live page, one guid for all), so only like texts are one.
    private func isSamePage(_ new: Telling, _ old: Telling, similarity: Double) -> Bool {
        let isSameLink = new.link != nil && new.link == old.link
        if new.feed != old.feed { return isSameLink && (new.title == old.title || similarity >= Self.related / 2) }
        guard isSameLink || (new.id != nil && new.id == old.id) else { return false }
        return new.numbers == old.numbers && similarity >= (isSameLink ? Self.related : nearIdentical)
    }

    /// A long headline in two feeds, over texts that have something in common or where one has none.
    private func isSameHeadline(_ new: Telling, _ old: Telling, similarity: Double) -> Bool {
        guard new.feed != old.feed, new.title == old.title, new.title.count >= Self.longTitle else { return false }
        return similarity >= Self.related
    }

    private func isSameText(_ new: Telling, _ old: Telling, similarity: Double) -> Bool {
        guard similarity >= nearIdentical, new.numbers == old.numbers else { return false }
        guard min(new.text.terms.count, old.text.terms.count) >= Self.enoughWords else { return false }
        if titlesOverlap(new, old) { return true }
        return similarity >= Self.identical && min(new.bodyWords, old.bodyWords) >= Self.enoughBodyWords
    }

    /// Whether the headlines share at least half of the shorter one's words.
    private func titlesOverlap(_ new: Telling, _ old: Telling) -> Bool {
        let (one, other) = (Set(new.title), Set(old.title))
        return !one.isEmpty && one.intersection(other).count * 2 >= min(one.count, other.count)
    }
}
