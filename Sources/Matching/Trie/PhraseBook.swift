// SPDX-License-Identifier: Apache-2.0
// What each phrase says, word by word: the last judge of whether it stands in a text.

import Querying
import Wording

/// The phrases of all topics, numbered from 0.
struct PhraseBook: ~Copyable, Sendable {
    private let phrases: FrozenArray<PhraseBookBuilder.Entry>
    private let words: FrozenArray<PhraseBookBuilder.Word>
    /// Folded forms, each once, one behind the other.
    private let bytes: FrozenArray<UInt8>
    /// Rules of the phrases for which the folded forms do not say all.
    private let rules: [WordRule]

    init(_ builder: PhraseBookBuilder) {
        phrases = FrozenArray(builder.phrases)
        words = FrozenArray(builder.words)
        bytes = FrozenArray(builder.bytes)
        rules = builder.rules
    }

    /// How many phrases there are.
    var count: Int { phrases.count }

    /// Whether a phrase stands at the tokens from `first` on, of which there are enough.
    func phrase(_ number: Int32, standsAt first: Int, of tokens: TokenList) -> Bool {
        let phrase = phrases[Int(number)]
        for index in 0..<Int(phrase.count) {
            let word = words[Int(phrase.start) + index]
            let form = bytes[Int(word.start)..<Int(word.start + word.count)]
            guard tokens.folded(first + index, is: form, asPrefix: word.isPrefix) else { return false }
        }
        return phrase.rules < 0 || rules(of: phrase, accept: first, of: tokens)
    }

    private func rules(of phrase: PhraseBookBuilder.Entry, accept first: Int, of tokens: TokenList) -> Bool {
        (0..<Int(phrase.count)).allSatisfy { rules[Int(phrase.rules) + $0].accepts(first + $0, of: tokens) }
    }
}

/// The book while it is written.
struct PhraseBookBuilder {
    fileprivate var phrases: [Entry] = []
    fileprivate var words: [Word] = []
    fileprivate var bytes: [UInt8] = []
    fileprivate var rules: [WordRule] = []
    /// Where folded forms lie in `bytes`.
    private var places: [[UInt8]: Int32] = [:]

    struct Entry: BitwiseCopyable, Sendable {
        /// In `words`.
        let start: Int32
        let count: Int32
        /// In `rules`, one for each word; -1 for none.
        let rules: Int32
    }

    struct Word: BitwiseCopyable, Sendable {
        /// In `bytes`.
        let start: Int32
        let count: Int32
        let isPrefix: Bool
    }

    /// Numbers a phrase.
    mutating func add(_ phrase: Phrase) -> Int32 {
        let hasRules = phrase.words.contains { $0.rule != .folded }
        phrases.append(
            Entry(
                start: Int32(words.count), count: Int32(phrase.words.count), rules: hasRules ? Int32(rules.count) : -1))
        for word in phrase.words {
            words.append(
                Word(start: place(of: word.folded), count: Int32(word.folded.count), isPrefix: word.isPrefix))
            if hasRules { rules.append(WordRule(word)) }
        }
        return Int32(phrases.count - 1)
    }

    private mutating func place(of folded: [UInt8]) -> Int32 {
        if let known = places[folded] { return known }
        let place = Int32(bytes.count)
        places[folded] = place
        bytes += folded
        return place
    }
}
