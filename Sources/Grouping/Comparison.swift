// SPDX-License-Identifier: Apache-2.0
// How alike two tellings are, in one pass over the words of the remembered one.

import Glibc

/// What two tellings have in common; cosines are 0 to 1.
struct Similarity: Sendable, Equatable {
    /// Over all words: whether two texts are one.
    var text = 0.0
    /// Over the words that are not the topics' own, the mean of headline and whole text: whether two texts tell one
    /// event.
    var event = 0.0
    /// How many different words both headlines have.
    var sharedTitleWords = 0
}

/// A new telling, laid out by slot, to be compared with many remembered ones.
///
/// Weights are tf-idf by the moment: (1 + ln tf) · (1 + rarity). Sums run in the order of the remembered text, which no
/// restart changes, so equal inputs give equal bits.
struct Comparison: Sendable {
    /// By slot, 0 for a word that the new telling has not.
    private var text: [Double] = []
    private var title: [Double] = []
    private var isLeftOut: [Bool] = []
    private var used: [Int] = []
    private var squares = Squares()
    /// How many remembered tellings this one was compared with.
    private(set) var count = 0

    private struct Squares: Sendable {
        var text = 0.0
        var event = 0.0
        var title = 0.0
    }

    /// Takes `telling` in place of the one before. Its words that no remembered text has count for its length alone.
    mutating func begin(_ telling: Telling, leavingOut left: Set<UInt64>, in words: WordTable) {
        clear(slots: words.counts.slots)
        for word in left {
            guard let slot = words.slot(of: word) else { continue }
            isLeftOut[slot] = true
            used.append(slot)
        }
        for term in telling.terms {
            let slot = words.slot(of: term.word)
            let worth = 1 + (slot.map(words.rarity) ?? words.rarity(ofNew: term.word))
            let (inText, inTitle) = (Self.weight(term.count) * worth, Self.weight(term.countInTitle) * worth)
            add(inText, inTitle, isCounted: !left.contains(term.word))
            guard let slot else { continue }
            (text[slot], title[slot]) = (inText, inTitle)
            used.append(slot)
        }
    }

    mutating func similarity(to terms: [WordTable.Term], in words: WordTable) -> Similarity {
        count += 1
        var (product, eventProduct, titleProduct) = (0.0, 0.0, 0.0)
        var sharedInTitle = 0
        var other = Squares()
        for term in terms {
            let slot = Int(term.slot)
            let worth = 1 + words.rarity(slot)
            let weight = Self.weight(term.count) * worth
            other.text += weight * weight
            product += weight * text[slot]
            if term.countInTitle > 0, title[slot] > 0 { sharedInTitle += 1 }
            guard !isLeftOut[slot] else { continue }
            other.event += weight * weight
            eventProduct += weight * text[slot]
            guard term.countInTitle > 0 else { continue }
            let inTitle = Self.weight(term.countInTitle) * worth
            other.title += inTitle * inTitle
            titleProduct += inTitle * title[slot]
        }
        let event = Self.cosine(eventProduct, squares.event, other.event)
        let headline = Self.cosine(titleProduct, squares.title, other.title)
        return Similarity(
            text: Self.cosine(product, squares.text, other.text), event: (event + headline) / 2,
            sharedTitleWords: sharedInTitle)
    }
}

extension Comparison {
    private mutating func clear(slots: Int) {
        for slot in used { (text[slot], title[slot], isLeftOut[slot]) = (0, 0, false) }
        used.removeAll(keepingCapacity: true)
        squares = Squares()
        count = 0
        let missing = slots - text.count
        guard missing > 0 else { return }
        text.append(contentsOf: repeatElement(0, count: missing))
        title.append(contentsOf: repeatElement(0, count: missing))
        isLeftOut.append(contentsOf: repeatElement(false, count: missing))
    }

    private mutating func add(_ inText: Double, _ inTitle: Double, isCounted: Bool) {
        squares.text += inText * inText
        guard isCounted else { return }
        squares.event += inText * inText
        squares.title += inTitle * inTitle
    }

    private static func cosine(_ product: Double, _ left: Double, _ right: Double) -> Double {
        left > 0 && right > 0 ? product / (left * right).squareRoot() : 0
    }

    private static let weights = (0...16).map { $0 == 0 ? 0 : 1 + log(Double($0)) }

    /// 1 + ln tf; 0 for a word that does not stand there.
    private static func weight(_ count: UInt16) -> Double {
        Int(count) < weights.count ? weights[Int(count)] : 1 + log(Double(count))
    }
}
