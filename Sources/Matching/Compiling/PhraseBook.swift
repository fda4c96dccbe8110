// SPDX-License-Identifier: Apache-2.0
// What each phrase says, word by word: the last judge of whether it stands in a text.

import Querying
import Wording

/// The phrases of all topics, numbered from 0.
struct PhraseBook: Sendable {
    private var phrases: [Entry] = []
    private var words: [Word] = []
    /// Folded forms, each once, one behind the other.
    private var bytes: [UInt8] = []
    /// Rules of the phrases for which the folded forms do not say all.
    private var rules: [WordRule] = []

    private struct Entry: Sendable {
        /// In `words`.
        let start: Int32
        let count: Int32
        /// In `rules`, one for each word; -1 for none.
        let rules: Int32
    }

    private struct Word: Sendable {
        /// In `bytes`.
        let start: Int32
        /// Its complement for a prefix.
        let count: Int32
    }

    /// How many phrases there are.
    var count: Int { phrases.count }

    /// Numbers a phrase; `forms` keeps where folded forms lie.
    mutating func add(_ phrase: Phrase, forms: inout [[UInt8]: Int32]) -> Int32 {
        let hasRules = phrase.words.contains { $0.rule != .folded }
        phrases.append(
            Entry(
                start: Int32(words.count), count: Int32(phrase.words.count), rules: hasRules ? Int32(rules.count) : -1))
        for word in phrase.words {
            let count = Int32(word.folded.count)
            words.append(Word(start: place(of: word.folded, &forms), count: word.isPrefix ? ~count : count))
            if hasRules { rules.append(WordRule(word)) }
        }
        return Int32(phrases.count - 1)
    }

    private mutating func place(of folded: [UInt8], _ forms: inout [[UInt8]: Int32]) -> Int32 {
        if let known = forms[folded] { return known }
        let place = Int32(bytes.count)
        forms[folded] = place
        bytes += folded
        return place
    }

    /// Whether a phrase stands at the tokens from `first` on, of which there are enough.
    func phrase(_ number: Int32, standsAt first: Int, of tokens: TokenList) -> Bool {
        let phrase = phrases[Int(number)]
        return bytes.withUnsafeBufferPointer { bytes in
            for index in 0..<Int(phrase.count) {
                let word = words[Int(phrase.start) + index]
                let count = word.count < 0 ? ~word.count : word.count
                let form = bytes[Int(word.start)..<Int(word.start + count)]
                guard tokens.folded(first + index, is: form, asPrefix: word.count < 0) else { return false }
                guard phrase.rules < 0 || rules[Int(phrase.rules) + index].accepts(first + index, of: tokens) else {
                    return false
                }
            }
            return true
        }
    }
}
