// SPDX-License-Identifier: Apache-2.0
// The first rule over two tellings. Its figures were chosen so that no pair of different labelled stories merges.

/// Whether two tellings are one text: the same page, the same publisher's id, or nearly the same words.
enum SameText {
    /// The tf-idf cosine from which two texts are one (TOPICS §5 measured .70: no real pair wrong).
    static let nearIdentical = 0.70

    /// Below this many distinct words in the shorter text, a cosine says little: a headline, a boilerplate summary.
    private static let enoughWords = 20
    /// A headline of so many words is seldom used twice for different events within days.
    private static let longTitle = 6
    /// What texts under one link, one id or one headline must have in common at least.
    private static let related = 0.40
    /// Texts under different headlines must be the same nearly to the word, and long.
    private static let identical = 0.85
    private static let enoughBodyWords = 40

    static func holds(_ new: Telling, _ old: Member, _ similarity: Similarity) -> Bool {
        isSamePage(new, old, similarity.text) || isSameHeadline(new, old, similarity.text)
            || isSameText(new, old, similarity)
    }

    /// One link in two feeds is one page. In one feed the store has judged already that two entries with one link or one
    /// id plainly differ (a live page, one guid for all), so only like texts are one.
    private static func isSamePage(_ new: Telling, _ old: Member, _ text: Double) -> Bool {
        let isSameLink = new.link != nil && new.link == old.link
        if new.feed != old.feed { return isSameLink && (new.title == old.title || text >= related / 2) }
        guard isSameLink || (new.id != nil && new.id == old.id) else { return false }
        return new.title.numbers == old.title.numbers && text >= (isSameLink ? related : nearIdentical)
    }

    /// A long headline in two feeds, over texts that have something in common or where one has none.
    private static func isSameHeadline(_ new: Telling, _ old: Member, _ text: Double) -> Bool {
        new.feed != old.feed && new.title == old.title && new.title.words >= longTitle && text >= related
    }

    private static func isSameText(_ new: Telling, _ old: Member, _ similarity: Similarity) -> Bool {
        guard similarity.text >= nearIdentical, new.title.numbers == old.title.numbers else { return false }
        guard min(new.terms.count, old.terms.count) >= enoughWords else { return false }
        let titles = min(new.titleTerms, old.titleTerms)
        // The headlines share at least half of the shorter one's words.
        if titles > 0, similarity.sharedTitleWords * 2 >= titles { return true }
        let bodies = min(new.terms.count - new.titleTerms, old.terms.count - old.titleTerms)
        return similarity.text >= identical && bodies >= enoughBodyWords
    }
}
