// SPDX-License-Identifier: Apache-2.0

package import Model

/// Counts the words of entries, one entry after the other, the way they are compared.
package struct WordCounter: Sendable {
    /// A word in fewer texts of the sample is as good as new.
    private static let fewestTexts = 3
    /// The most words kept: about 40 bytes each in memory.
    private static let mostWords = 8_192

    private var counts: [UInt64: Int32] = [:]
    private var texts = 0

    package init() {}

    package mutating func count(_ entry: Entry) {
        texts += 1
        for word in Set(TellingWords(entry).all) { counts[word, default: 0] += 1 }
    }

    /// The most common words of what was counted; of equals those of the smaller hashes.
    package var vocabulary: Vocabulary {
        let known = counts.filter { $0.value >= Self.fewestTexts }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostWords)
        return Vocabulary(texts: texts, counts: Dictionary(uniqueKeysWithValues: known.map { ($0.key, $0.value) }))
    }
}
