// SPDX-License-Identifier: Apache-2.0
// How many edits the labels are good for.
//
// The whole search is done on four fifths of the labels and judged on the last fifth, for each fifth and three ways to cut
// them (Stone, "Cross-Validatory Choice and Assessment", 1974; repeated, Kohavi 1995). What is judged is the procedure, with
// one edit, two edits and so on; the number of edits that does best on labels not shown is the number that is suggested.
// Seeded: the same labels give the same answer.

/// How a number of edits does on labels that did not choose them.
struct CrossValidation {
    private static let folds = 5
    private static let rounds = 3
    /// A gain of F1 below this is none.
    private static let tie = 0.005

    /// By number of edits, 0 first, summed over the rounds.
    let standings: [Standing]

    /// `progress` is told the share that is done.
    init(_ evidences: Evidences, mostEdits: Int, least: Int, _ progress: (Double) -> Void) {
        var random = SplitMix64(state: 0x5EED)
        var standings = Array(repeating: Standing(), count: mostEdits + 1)
        for round in 0..<Self.rounds {
            let foldOfLabel = Self.cut(evidences.isRelevant, &random)
            for fold in 0..<Self.folds {
                progress(Double(round * Self.folds + fold) / Double(Self.rounds * Self.folds))
                var search = GreedySearch(evidences, isShown: foldOfLabel.map { $0 != fold }, least: least)
                var isOver = false
                for count in 0...mostEdits {
                    if count > 0, !isOver { isOver = search.next() == nil }
                    standings[count] += search.unseen
                }
            }
        }
        self.standings = standings
    }

    /// The least number of edits that nearly no other does better than.
    var best: Int {
        let highest = standings.map(\.f1).max() ?? 0
        return standings.firstIndex { $0.f1 >= highest - Self.tie } ?? 0
    }

    /// The fold of each label: each has its share of the relevant ones.
    private static func cut(_ isRelevant: [Bool], _ random: inout SplitMix64) -> [Int] {
        var fold = Array(repeating: 0, count: isRelevant.count)
        for kind in [true, false] {
            let labels = isRelevant.indices.filter { isRelevant[$0] == kind }
            let keys = labels.map { _ in random.next() }
            for (place, index) in labels.indices.sorted(by: { keys[$0] < keys[$1] }).enumerated() {
                fold[labels[index]] = place % folds
            }
        }
        return fold
    }
}

extension Standing {
    fileprivate static func += (left: inout Self, right: Self) {
        left.hits += right.hits
        left.falseAlarms += right.falseAlarms
        left.misses += right.misses
    }
}
