// SPDX-License-Identifier: Apache-2.0
// How common words are in everything that was read, so that a word which all news is full of is told from one that
// names an event.

/// In how many of a sample of entries each word stands.
package struct Vocabulary: Sendable, Hashable {
    /// How many entries were counted.
    package let texts: Int
    /// By the hash of the folded word; a word that is missing is rare.
    package let counts: [UInt64: Int32]

    package static let empty = Vocabulary(texts: 0, counts: [:])

    package init(texts: Int, counts: [UInt64: Int32]) {
        self.texts = texts
        self.counts = counts
    }
}
