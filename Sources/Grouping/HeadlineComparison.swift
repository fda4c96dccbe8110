// SPDX-License-Identifier: Apache-2.0
// Whether a headline that its publisher changed says something else now. Doubt is a minor change: an alert for every
// comma would be worse than none.

package import Model
import Wording

/// The pure decision over two headlines of one entry.
package enum HeadlineComparison {
    /// A headline is another one when at least a third of its words, and two of them, are.
    private static let share = 3
    private static let fewestWords = 2
    /// A notice stands at the beginning or the end.
    private static let noticeReach = 2
    /// No headline says more: what is longer is no headline, and each word is held against each.
    private static let mostWords = 64

    /// - Returns: `nil` where the words are the same ones in any order, with any signs between them.
    package static func change(from old: String, to new: String) -> HeadlineChange? {
        let (oldWords, newWords) = (words(old), words(new))
        let added = missing(newWords, in: oldWords)
        let removed = missing(oldWords, in: newWords)
        guard !added.isEmpty || !removed.isEmpty else { return nil }
        if isNotice(newWords, added: added) { return .notice }
        if added.contains(where: isNumber) || removed.contains(where: isNumber) { return .material }
        let changed = max(countWithoutSlips(added, removed), countWithoutSlips(removed, added))
        let isOther = changed >= fewestWords && changed * share >= max(1, min(oldWords.count, newWords.count))
        return isOther ? .material : .minor
    }

    /// Without what agencies count their versions by: `UPDATE 2-…`.
    private static func words(_ headline: String) -> [String] {
        let words = Words.folded(headline)
        let isVersion = words.first == "update" && words.count > 2 && isNumber(words[1])
        return Array(words.dropFirst(isVersion ? 2 : 0).prefix(mostWords))
    }

    private static func missing(_ words: [String], in others: [String]) -> [String] {
        let others = Set(others)
        return words.filter { !others.contains($0) }
    }

    private static func isNumber(_ word: String) -> Bool {
        word.utf8.contains { (0x30...0x39).contains($0) }
    }

    private static func isNotice(_ words: [String], added: [String]) -> Bool {
        let ends = words.prefix(noticeReach) + words.suffix(noticeReach)
        return added.contains { notices.contains($0) && ends.contains($0) }
    }

    /// How many of `words` are no slip of one of `others`.
    private static func countWithoutSlips(_ words: [String], _ others: [String]) -> Int {
        words.count { word in
            !others.contains { EditDistance.isSlip(Array(word.unicodeScalars), Array($0.unicodeScalars)) }
        }
    }

    /// Folded, as agencies and papers head them.
    private static let notices: Set<String> = [
        "correction", "corrections", "corrected", "corrects", "correcting", "clarification", "retraction", "retracted",
        "withdrawn", "withdraws", "korrektur", "korrigiert", "berichtigung", "zuruckgezogen", "rectificatif",
        "rectifie",
        "correccion", "corregido", "rectificacion", "correzione", "correcao",
    ]
}
