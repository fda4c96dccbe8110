// SPDX-License-Identifier: Apache-2.0
// The threshold that labels speak for, and how firmly.
//
// The best threshold on the labels at hand is good on them by luck, too. So the choice is made on 400 bootstrap samples
// of them (Efron and Tibshirani, 1997), and each choice is judged on the labels that its sample left out, against the
// present threshold on the same ones. The proposal is the median of the choices, which moves less with single labels than
// the best of all would. Cost: O(samples × thresholds × labels that score at all). Its random numbers are seeded: the same
// labels give the same answer.

package struct ThresholdChoice: Sendable, Hashable {
    /// An index into the curve's points: the median of the choices.
    package let proposed: Int
    /// What nine in ten samples choose lies within.
    package let low: Int
    package let high: Int
    /// By how much the choices have a higher F1 than the present threshold on labels they were not made on, in the mean.
    package let gain: Double

    private static let samples = 400
    private static let seed: UInt64 = 0x5EED

    /// `nil` where the labels cannot speak: nothing is relevant, or everything is.
    package init?(_ curve: ThresholdCurve) {
        let table = ToldTable(curve)
        guard table.canChoose else { return nil }
        var random = SplitMix64(state: Self.seed)
        var choices: [Int] = []
        var gains: [Double] = []
        for _ in 0..<Self.samples {
            let counts = table.sample(&random)
            let choice = table.best(counts.map(Double.init), unless: curve.present)
            choices.append(choice)
            let unseen = counts.map { $0 == 0 ? 1.0 : 0 }
            if let chosen = table.f1(choice, unseen), let present = table.f1(curve.present, unseen) {
                gains.append(chosen - present)
            }
        }
        choices.sort()
        proposed = choices[Self.samples / 2]
        low = choices[Self.samples / 20]
        high = choices[Self.samples - 1 - Self.samples / 20]
        gain = gains.isEmpty ? 0 : gains.reduce(0, +) / Double(gains.count)
    }
}

/// Which labels are told at which threshold. Those that are neither relevant nor ever told are left out: they change
/// neither precision nor recall.
private struct ToldTable {
    private let weights: [Double]
    private let isRelevant: [Bool]
    /// By threshold, by label.
    private let isTold: [[Bool]]
    /// Where relevant and other labels are: samples keep their numbers.
    private let strata: [[Int]]
    let canChoose: Bool

    init(_ curve: ThresholdCurve) {
        let told = curve.judgements.map { judgement in
            curve.points.map { judgement.sum.reaches($0.threshold, cap: curve.cap.cap(at: $0.threshold)) }
        }
        let kept = told.indices.filter { curve.judgements[$0].isRelevant || told[$0].contains(true) }
        weights = kept.map { curve.judgements[$0].weight }
        let isRelevant = kept.map { curve.judgements[$0].isRelevant }
        self.isRelevant = isRelevant
        isTold = curve.points.indices.map { point in kept.map { told[$0][point] } }
        strata = [true, false].map { kind in isRelevant.indices.filter { isRelevant[$0] == kind } }
        canChoose = !strata[0].isEmpty && curve.judgements.contains { !$0.isRelevant }
    }

    /// How often each label is in a sample.
    func sample(_ random: inout SplitMix64) -> [Int] {
        var counts = Array(repeating: 0, count: weights.count)
        for stratum in strata {
            for _ in stratum { counts[stratum[Int(random.next() % UInt64(stratum.count))]] += 1 }
        }
        return counts
    }

    /// Of equally good thresholds the present one if it is among them, else the middle one, which is furthest from harm.
    func best(_ counts: [Double], unless present: Int) -> Int {
        let values = isTold.indices.map { f1($0, counts) ?? 0 }
        let highest = (values.max() ?? 0) - 1e-9
        let best = values.indices.filter { values[$0] >= highest }
        return best.contains(present) ? present : best[best.count / 2]
    }

    /// `nil` where the counted labels hold nothing relevant.
    func f1(_ point: Int, _ counts: [Double]) -> Double? {
        var hits = 0.0
        var wrong = 0.0
        var relevant = 0.0
        for index in weights.indices where counts[index] > 0 {
            let weight = weights[index] * counts[index]
            if isRelevant[index] { relevant += weight }
            if isRelevant[index] && isTold[point][index] { hits += weight }
            if isRelevant[index] != isTold[point][index] { wrong += weight }
        }
        return relevant > 0 ? 2 * hits / (2 * hits + wrong) : nil
    }
}
