// SPDX-License-Identifier: Apache-2.0
// Which topics an entry may reach, from the phrases found alone: the upper bound that spares most topics the exact sum,
// as the "max score" of Turtle and Flood ("Query Evaluation: Strategies and Optimizations", 1995) spares documents.
//
// Cost: in proportion to the distinct phrases found and the clauses that name them, also to forget it all.

import Wording

/// What is known of one entry's topics. One call at a time uses it; `reset` comes before the next entry.
struct Tally {
    private var isSeen: [Bool]
    /// By clause, the bits of its parts that were found.
    private var parts: [UInt8]
    private var sums: [Sum]
    private var phrases: [Int32] = []
    private var clauses: [Int32] = []
    /// Topics of which something was found.
    private(set) var topics: [Int32] = []
    /// Clauses of which every part was found.
    private(set) var ready: [Int32] = []

    /// What a topic's ready clauses are worth at most.
    private struct Sum {
        var isTouched = false
        var points = 0.0
        var positives = 0
        var requires = 0

        mutating func add(_ role: Clause.Role) {
            switch role {
            case .signal(let points) where points > 0:
                positives += 1
                self.points += points
            case .require: requires += 1
            case .signal, .exclude: break
            }
        }
    }

    init(_ index: TopicIndex) {
        isSeen = Array(repeating: false, count: index.phraseCount)
        parts = Array(repeating: 0, count: index.clauses.count)
        sums = Array(repeating: Sum(), count: index.highestWeights.count)
    }

    mutating func add(_ found: [FoundPhrase], _ index: TopicIndex) {
        for phrase in found where !isSeen[Int(phrase.phrase)] {
            isSeen[Int(phrase.phrase)] = true
            phrases.append(phrase.phrase)
            index.atomsOfPhrase.forEach(of: phrase.phrase) { atom in
                index.usesOfAtom.forEach(of: atom) { add($0, index.clauses[Int($0.clause)]) }
            }
        }
    }

    private mutating func add(_ use: ClauseUse, _ clause: Clause) {
        let before = parts[Int(use.clause)]
        let after = before | use.parts
        guard before != after else { return }
        parts[Int(use.clause)] = after
        if before == 0 { clauses.append(use.clause) }
        if !sums[Int(clause.topic)].isTouched {
            sums[Int(clause.topic)].isTouched = true
            topics.append(clause.topic)
        }
        guard after == clause.needs else { return }
        ready.append(use.clause)
        sums[Int(clause.topic)].add(clause.role)
    }

    /// Whether a topic's sum may reach its threshold.
    func mayMatch(_ number: Int32, _ topic: CompiledTopic, _ index: TopicIndex) -> Bool {
        let sum = sums[Int(number)]
        guard sum.requires == topic.require.count else { return false }
        if topic.asksNothing { return true }
        let most = sum.points * index.highestWeights[Int(number)]
        return sum.positives > 0 && sum.positives >= topic.minimumSignals && most + 1e-9 >= topic.threshold
    }

    /// Forgets the entry.
    mutating func reset() {
        for phrase in phrases { isSeen[Int(phrase)] = false }
        for clause in clauses { parts[Int(clause)] = 0 }
        for topic in topics { sums[Int(topic)] = Sum() }
        phrases.removeAll(keepingCapacity: true)
        clauses.removeAll(keepingCapacity: true)
        topics.removeAll(keepingCapacity: true)
        ready.removeAll(keepingCapacity: true)
    }
}
