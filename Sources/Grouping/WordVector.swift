// SPDX-License-Identifier: Apache-2.0

/// The words of a text and how often each stands there, sorted by word.
struct WordVector: Sendable {
    struct Term: Sendable {
        let word: UInt64
        let count: Float
    }

    let terms: [Term]

    init(_ words: [UInt64]) {
        var terms: [Term] = []
        for word in words.sorted() {
            guard let last = terms.last, last.word == word else {
                terms.append(Term(word: word, count: 1))
                continue
            }
            terms[terms.count - 1] = Term(word: word, count: last.count + 1)
        }
        self.terms = terms
    }
}
