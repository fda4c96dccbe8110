// SPDX-License-Identifier: Apache-2.0
// The language of a text whose publisher does not say it: by its script, and among languages in Latin letters by
// function words. It says nothing rather than guess: an entry of unknown language passes every topic's `languages:`.

/// Guesses languages.
package enum LanguageGuess {
    /// Bytes of text looked at: more hardly ever changes the answer.
    static let limit = 2_000
    /// The least that the words found must weigh: three that only one language has.
    private static let leastWeight = 3 * wholeWeight
    /// A word's weight, shared among the languages that have it (1 to 6 share it without a rest).
    private static let wholeWeight = 60

    /// The BCP 47 primary tag of the language of some texts taken together; `nil` where it cannot be told.
    ///
    /// Cost: in proportion to the first 2,000 bytes.
    package static func language(of texts: [String]) -> String? {
        let head = head(of: texts)
        var scripts = ScriptCount()
        for scalar in head.unicodeScalars { scripts.add(scalar) }
        return scripts.language ?? (scripts.latin > 0 ? languageByWords(of: head) : nil)
    }

    /// Whether a primary tag is one of those that `language(of:)` may answer.
    package static func canTell(_ tag: String) -> Bool {
        ScriptCount.languages.contains(tag) || FunctionWords.languages.contains(tag)
    }

    private static func head(of texts: [String]) -> String {
        var head = ""
        for text in texts where head.utf8.count < limit {
            head += String(decoding: text.utf8.prefix(limit - head.utf8.count), as: UTF8.self) + "\n"
        }
        return head
    }

    /// The language whose words weigh most, if they weigh a third more than those of any other.
    private static func languageByWords(of text: String) -> String? {
        let weights = weights(of: text)
        guard let best = weights.indices.max(by: { weights[$0] < weights[$1] }) else { return nil }
        let second = weights.indices.filter { $0 != best }.map { weights[$0] }.max() ?? 0
        return weights[best] >= leastWeight && weights[best] * 3 >= second * 4 ? FunctionWords.languages[best] : nil
    }

    private static func weights(of text: String) -> [Int] {
        var weights = [Int](repeating: 0, count: FunctionWords.languages.count)
        var buffer = TextBuffer(capacity: text.utf8.count + TextBuffer.padding)
        let range = buffer.append(text)
        var tokenizer = Tokenizer(capacity: range.count)
        tokenizer.scan(buffer, range) { tokens in
            for index in 0..<tokens.count {
                guard var mask = FunctionWords.masks[tokens.hashes[index]] else { continue }
                let weight = wholeWeight / mask.nonzeroBitCount
                while mask != 0 {
                    weights[mask.trailingZeroBitCount] += weight
                    mask &= mask - 1
                }
            }
        }
        return weights
    }
}
