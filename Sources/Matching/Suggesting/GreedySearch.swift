// SPDX-License-Identifier: Apache-2.0
// Edit by edit, the one that mends most of the labels it is shown.
//
// Forward selection: cost is edits × candidates × the entries that a candidate touches. What keeps it from learning single
// entries by heart: an edit mends two labels net, spoils at most one for two that it mends, and lifts entries that are
// relevant more often than chance has it (or lowers such that are not), by `LogOdds`. How many edits are worth it is not for
// the labels it is shown to say: see `CrossValidation`.

import Model

/// Chooses edits by some of the labels.
struct GreedySearch {
    /// One-sided, nine in ten.
    private static let leastScore = 1.28

    private let evidences: Evidences
    /// The labels it is shown.
    private let isShown: [Bool]
    private let least: Int
    private let odds: LogOdds
    private(set) var draft: Draft
    private(set) var standing = Standing()
    private var isTold: [Bool] = []
    private var left: [Candidate]

    /// `least` is how many relevant (or other) entries an edit has to stand on.
    init(_ evidences: Evidences, isShown: [Bool], least: Int) {
        self.evidences = evidences
        self.isShown = isShown
        self.least = least
        let relevant = isShown.indices.count { isShown[$0] && evidences.isRelevant[$0] }
        odds = LogOdds(inside: relevant, outside: isShown.count(where: \.self) - relevant)
        draft = Draft(evidences)
        left = evidences.candidates
        take()
    }

    /// Chooses one more edit; `nil` where none is good enough.
    mutating func next() -> Candidate? {
        let gains = left.compactMap { candidate in gain(of: candidate).map { (candidate: candidate, gain: $0) } }
        let worth = (gains.map(\.gain.f1).max() ?? 0) - oneLabel
        let best = gains.filter { $0.gain.f1 >= worth }.min { left, right in
            precedes(left.candidate, left.gain, right.candidate, right.gain)
        }
        guard let best else { return nil }
        draft.choose(best.candidate)
        left.removeAll { best.candidate.excludes($0) }
        take()
        return best.candidate
    }

    /// What one label more or less is to F1: no difference to choose by.
    private var oneLabel: Double {
        1 / Double(max(1, standing.hits + standing.misses + standing.falseAlarms + standing.hits)) + 1e-9
    }

    /// The edit that changes least, of such the one that parts the labels most, and of terms of the same texts the better.
    private func precedes(_ left: Candidate, _ leftGain: Gain, _ right: Candidate, _ rightGain: Gain) -> Bool {
        if left.rank != right.rank { return left.rank < right.rank }
        if abs(leftGain.margin - rightGain.margin) > 1e-9 { return leftGain.margin > rightGain.margin }
        return left.length(evidences.probe) < right.length(evidences.probe)
    }

    /// How the draft stands on the labels it was not shown.
    var unseen: Standing {
        standing { !isShown[$0] }
    }

    private mutating func take() {
        isTold = draft.sums.map { draft.isTold($0, threshold: draft.threshold) }
        standing = standing { isShown[$0] }
    }

    private func standing(where isCounted: (Int) -> Bool) -> Standing {
        var standing = Standing()
        for entry in isTold.indices where isCounted(entry) {
            standing.add(isRelevant: evidences.isRelevant[entry], isTold: isTold[entry])
        }
        return standing
    }
}

/// What an edit is good for.
private struct Gain {
    let f1: Double
    /// How much further apart it brings what is relevant and what is not, in thresholds.
    let margin: Double
}

extension Candidate {
    /// Of two terms that stand in the same entries a name is taken whole, and of other words the fewest.
    fileprivate func length(_ probe: Probe) -> Int {
        switch self {
        case .extend(_, let term): probe.terms[term].length
        case .add(let feature, _) where feature < probe.terms.count: probe.terms[feature].length
        case .add, .setPoints, .remove, .setThreshold: 0
        }
    }
}

extension Term {
    fileprivate var length: Int { isName ? -words : words }
}

extension GreedySearch {
    /// `nil` where the edit is not good enough.
    private func gain(of candidate: Candidate) -> Gain? {
        if case .setThreshold(let threshold) = candidate { return gain(ofThreshold: threshold) }
        let changes = draft.changes(by: candidate).filter { isShown[$0.entry] }
        guard changes.count >= least else { return nil }
        var effect = Effect(standing)
        for (entry, sum) in changes {
            effect.add(
                isRelevant: evidences.isRelevant[entry], wasTold: isTold[entry],
                isTold: draft.isTold(sum, threshold: draft.threshold),
                by: draft.reach(sum) - draft.reach(draft.sums[entry]))
        }
        let share = Double(changes.count) / Double(odds.inside + odds.outside)
        guard effect.isSound, effect.speaks(least: least, odds, share: share, Self.leastScore) else { return nil }
        return gain(effect)
    }

    private func gain(ofThreshold threshold: Double) -> Gain? {
        var effect = Effect(standing)
        for entry in isShown.indices where isShown[entry] {
            effect.add(
                isRelevant: evidences.isRelevant[entry], wasTold: isTold[entry],
                isTold: draft.isTold(draft.sums[entry], threshold: threshold), by: 0)
        }
        return effect.isSound ? gain(effect) : nil
    }

    private func gain(_ effect: Effect) -> Gain? {
        let gain = effect.standing.f1 - standing.f1
        guard gain > 1e-9 else { return nil }
        let margin =
            effect.lift.relevant / Double(max(1, odds.inside)) - effect.lift.others / Double(max(1, odds.outside))
        return Gain(f1: gain, margin: margin)
    }
}

/// What an edit does to the labels.
private struct Effect {
    private(set) var standing: Standing
    private(set) var lift = (relevant: 0.0, others: 0.0)
    private var mended = 0
    private var spoilt = 0
    private var lifted = (relevant: 0, others: 0)
    private var lowered = (relevant: 0, others: 0)

    init(_ standing: Standing) {
        self.standing = standing
    }

    mutating func add(isRelevant: Bool, wasTold: Bool, isTold: Bool, by change: Double) {
        if wasTold != isTold {
            standing.add(isRelevant: isRelevant, isTold: wasTold, times: -1)
            standing.add(isRelevant: isRelevant, isTold: isTold)
            if isTold == isRelevant { mended += 1 } else { spoilt += 1 }
        }
        if isRelevant { lift.relevant += change } else { lift.others += change }
        if change > 1e-9 { if isRelevant { lifted.relevant += 1 } else { lifted.others += 1 } }
        if change < -1e-9 { if isRelevant { lowered.relevant += 1 } else { lowered.others += 1 } }
    }

    /// Precision before recall: what it tells anew is right in two of three.
    var isSound: Bool { mended - spoilt >= 2 && mended >= 2 * spoilt }

    /// Whether what it lifts or lowers is of one kind more often than chance has it.
    func speaks(least: Int, _ odds: LogOdds, share: Double, _ leastScore: Double) -> Bool {
        let up =
            lifted.relevant >= least && odds.score(lifted.relevant, lifted.others, share: share) >= leastScore
        let down =
            lowered.others >= least && -odds.score(lowered.relevant, lowered.others, share: share) >= leastScore
        return up || down
    }
}

extension Draft {
    /// The score in thresholds, of which more than one and a half tell nothing more.
    fileprivate func reach(_ sum: DraftSum) -> Double {
        min(score(sum, threshold: threshold) / threshold, 1.5)
    }
}
