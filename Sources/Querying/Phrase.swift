// SPDX-License-Identifier: Apache-2.0
// A term as it is looked for: words in a row, each with its rule about case.

import Wording

/// One or more words that follow one another directly.
package struct Phrase: Sendable, Hashable {
    /// Not empty.
    package let words: [PhraseWord]

    /// Cuts a written term with the tokeniser of the texts, so that `U.S.`, `Xi's` and `中美` mean what they mean there.
    /// `nil` where it holds no word.
    init?(_ written: String) {
        words = Normalization.composed(written).unicodeScalars
            .split(whereSeparator: Blank.contains)
            .flatMap { Self.words(ofPiece: String($0)) }
        guard !words.isEmpty else { return nil }
    }

    /// `=` before a piece holds for all its words, `*` behind it for the last.
    private static func words(ofPiece piece: String) -> [PhraseWord] {
        let isExact = piece.unicodeScalars.first == "="
        let isPrefix = piece.unicodeScalars.last == "*"
        var bare = piece.unicodeScalars[...]
        while bare.first == "=" { bare.removeFirst() }
        while bare.last == "*" { bare.removeLast() }
        let cut = Words.tokens(in: String(bare))
        return cut.enumerated().map { index, word in
            PhraseWord(word, isExact: isExact, isPrefix: isPrefix && index == cut.count - 1)
        }
    }
}

/// One word of a term.
package struct PhraseWord: Sendable, Hashable {
    /// As written, in form KC, without dots and invisible characters.
    package let text: String
    /// UTF-8 of the folded form, which a token's must equal or, for a prefix, begin with.
    package let folded: [UInt8]
    package let rule: CaseRule
    package let isPrefix: Bool

    init(_ word: Words.Word, isExact: Bool, isPrefix: Bool) {
        text = word.text
        folded = word.folded
        rule = isExact ? .exact : CaseRule(ofWord: word.text)
        self.isPrefix = isPrefix
    }
}

/// What a word asks of a token beside the folded form.
package enum CaseRule: Sendable, Hashable {
    case folded
    /// The token is not all in small letters: `NATO` and `Nato`, not `nato`.
    case capital
    /// The token is written just so: `US`, neither `us` nor `Us`.
    case exact

    /// Two capital letters are exact; three to five ask for a capital.
    init(ofWord text: String) {
        let isCapitals = text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
        switch text.utf8.count {
        case 2 where isCapitals: self = .exact
        case 3...5 where isCapitals: self = .capital
        default: self = .folded
        }
    }
}

/// White space between words and signs, as Python's `\s` has it: the reference of the language reads with that.
enum Blank {
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x80 else { return 0x9...0xD ~= scalar.value || 0x1C...0x20 ~= scalar.value }
        return scalar.properties.isWhitespace
    }
}
