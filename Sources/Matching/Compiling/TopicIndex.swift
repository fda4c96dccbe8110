// SPDX-License-Identifier: Apache-2.0
// From the phrases found to what they may decide, without a look at topics of which nothing was found.

import Wording

/// Phrase to atoms, atom to clauses, clause to topic.
final class TopicIndex: Sendable {
    /// In rising order, hence topic by topic.
    let atomsOfPhrase: Lists<Int32>
    let usesOfAtom: Lists<ClauseUse>
    let topicOfAtom: FrozenArray<Int32>
    let clauses: FrozenArray<Clause>
    /// By topic, the most that a point of a signal is worth.
    let highestWeights: [Double]
    let phraseCount: Int

    init(_ compiler: Compiler, phraseCount: Int) {
        atomsOfPhrase = Lists(compiler.atomsOfPhrase, count: phraseCount)
        usesOfAtom = Lists(compiler.usesOfAtom, count: compiler.topicOfAtom.count)
        topicOfAtom = FrozenArray(compiler.topicOfAtom)
        clauses = FrozenArray(compiler.clauses)
        highestWeights = compiler.topics.map(\.weights.highest)
        self.phraseCount = phraseCount
    }
}
