// SPDX-License-Identifier: Apache-2.0
// The words of the remembered texts, numbered: in how many texts each stands, in which, and what that makes it worth.

import Glibc
import Model

/// An inverted index whose words have small numbers ("slots"), so that comparing two texts looks nothing up.
///
/// A slot is used again when no remembered text has its word any more; nothing that is decided depends on the numbers.
struct WordTable: Sendable {
    private struct Word: Sendable {
        let hash: UInt64
        /// In how many texts of the vocabulary it stands.
        var background: Int32
        /// In how many remembered texts it stands.
        var texts: Int32 = 0
        /// Those texts in arrival order, behind ones that are forgotten already.
        var members: [UInt32] = []
    }

    /// A term of a remembered text.
    struct Term: Sendable {
        let slot: UInt32
        let count: UInt16
        let countInTitle: UInt16
    }

    private var slots: [UInt64: UInt32] = [:]
    private var words: [Word] = []
    private var free: [UInt32] = []
    private var texts = 0
    private var vocabulary = Vocabulary.empty

    /// How many words stand in remembered texts, and how many slots there are for them.
    var counts: (words: Int, slots: Int) { (slots.count, words.count) }

    func slot(of word: UInt64) -> Int? { slots[word].map(Int.init) }

    mutating func add(_ terms: [Telling.Term], of member: UInt32) -> [Term] {
        texts += 1
        return terms.map { term in
            let slot = takeSlot(for: term.word)
            words[Int(slot)].texts += 1
            words[Int(slot)].members.append(member)
            return Term(slot: slot, count: term.count, countInTitle: term.countInTitle)
        }
    }

    /// `terms` is what `add` returned for the oldest text.
    mutating func removeOldest(_ terms: [Term]) {
        texts -= 1
        for term in terms { removeOldestText(from: Int(term.slot)) }
    }

    /// Takes another view of how common words are.
    mutating func use(_ vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        for index in words.indices { words[index].background = vocabulary.counts[words[index].hash] ?? 0 }
    }

    /// How much it means that a text has the word: ln((1 + N) / (1 + n)) over remembered texts and vocabulary together,
    /// so that a word that fills the news of the day is worth little though it is rare in general.
    func rarity(_ slot: Int) -> Double {
        logarithm(1 + texts + vocabulary.texts) - logarithm(1 + Int(words[slot].texts + words[slot].background))
    }

    /// That of a word which no remembered text has.
    func rarity(ofNew word: UInt64) -> Double {
        logarithm(1 + texts + vocabulary.texts) - logarithm(1 + Int(vocabulary.counts[word] ?? 0))
    }

    /// The newest texts with the word, at most `limit`, in arrival order.
    func members(_ slot: Int, limit: Int) -> ArraySlice<UInt32> {
        words[slot].members.suffix(min(limit, Int(words[slot].texts)))
    }
}

extension WordTable {
    private mutating func takeSlot(for word: UInt64) -> UInt32 {
        if let slot = slots[word] { return slot }
        let entry = Word(hash: word, background: vocabulary.counts[word] ?? 0)
        let slot = free.popLast() ?? UInt32(words.count)
        if Int(slot) == words.count { words.append(entry) } else { words[Int(slot)] = entry }
        slots[word] = slot
        return slot
    }

    /// Forgotten texts stay in front of a list until they are more than the others: removing each would move the list.
    private mutating func removeOldestText(from slot: Int) {
        words[slot].texts -= 1
        let left = Int(words[slot].texts)
        if left == 0 {
            slots[words[slot].hash] = nil
            words[slot].members = []
            free.append(UInt32(slot))
        } else if words[slot].members.count > 2 * left + 8 {
            words[slot].members.removeFirst(words[slot].members.count - left)
        }
    }

    private static let logarithms = (0...16_384).map { log(Double($0)) }

    private func logarithm(_ count: Int) -> Double {
        count < Self.logarithms.count ? Self.logarithms[count] : log(Double(count))
    }
}
