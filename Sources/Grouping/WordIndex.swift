// SPDX-License-Identifier: Apache-2.0
// Document frequencies of the remembered texts, and an inverted index over the rarest words of each.

import Glibc

/// Finds texts that may be near-identical, and measures how near they are.
///
/// Near-identical texts share nearly all their words, hence some of the rarest ones of each; listing a text under its 16
/// rarest words only keeps the lists short. Where all words are equally rare the choice falls on the smallest hashes,
/// which is min-wise sampling: two texts that share a part p of their words choose the same one with probability p.
struct WordIndex: Sendable {
    private struct Posting: Sendable {
        /// In how many remembered texts the word stands.
        var texts = 0
        /// The texts listed under the word, in arrival order.
        var members: [Int] = []
    }

    private static let listedWords = 16
    /// A word under which so many texts are listed is no rare one: only the latest of them are looked at.
    private static let longestList = 64

    private var postings: [UInt64: Posting] = [:]
    private var texts = 0

    /// The words of all remembered texts.
    var words: Set<UInt64> { Set(postings.keys) }

    mutating func add(_ text: WordVector, of member: Int) {
        texts += 1
        for word in rarestWords(of: text) { postings[word, default: Posting()].members.append(member) }
        for term in text.terms { postings[term.word, default: Posting()].texts += 1 }
    }

    /// `text` is what was added for `member`.
    mutating func remove(_ text: WordVector, of member: Int) {
        texts -= 1
        for term in text.terms {
            guard var posting = postings.removeValue(forKey: term.word) else { continue }
            posting.texts -= 1
            if let index = posting.members.firstIndex(of: member) { posting.members.remove(at: index) }
            if posting.texts > 0 { postings[term.word] = posting }
        }
    }

    /// The texts listed under most of the words of `text`; of equals the earlier. Any order may follow from them.
    func candidates(for text: WordVector, limit: Int) -> [Int] {
        var shared: [Int: Int] = [:]
        for term in text.terms {
            guard let posting = postings[term.word] else { continue }
            for member in posting.members.suffix(Self.longestList) { shared[member, default: 0] += 1 }
        }
        return shared.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit).map(\.key)
    }

    /// The tf-idf cosine of two texts, 0 to 1, by the document frequencies of the moment: (1 + ln tf) · (1 + ln((1 + N) /
    /// (1 + df))). Sums run in the order of the words, so equal inputs give equal bits.
    func cosine(_ left: WordVector, _ right: WordVector) -> Double {
        var (product, leftSquare, rightSquare) = (0.0, 0.0, 0.0)
        var other = right.terms[...]
        for term in left.terms {
            let weight = self.weight(term)
            leftSquare += weight * weight
            while let first = other.first, first.word < term.word {
                rightSquare += square(other.removeFirst())
            }
            guard let first = other.first, first.word == term.word else { continue }
            product += weight * self.weight(first)
            rightSquare += square(other.removeFirst())
        }
        for term in other { rightSquare += square(term) }
        guard leftSquare > 0, rightSquare > 0 else { return 0 }
        return product / (leftSquare * rightSquare).squareRoot()
    }

    private func square(_ term: WordVector.Term) -> Double {
        let weight = weight(term)
        return weight * weight
    }

    private func weight(_ term: WordVector.Term) -> Double {
        let containing = postings[term.word]?.texts ?? 0
        return (1 + log(Double(term.count))) * (1 + log(Double(1 + texts) / Double(1 + containing)))
    }

    private func rarestWords(of text: WordVector) -> [UInt64] {
        text.terms.map { (texts: postings[$0.word]?.texts ?? 0, word: $0.word) }
            .sorted { $0 < $1 }.prefix(Self.listedWords).map(\.word)
    }
}
