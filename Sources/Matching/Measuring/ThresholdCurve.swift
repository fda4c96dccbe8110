// SPDX-License-Identifier: Apache-2.0
// One topic's labels at every threshold that a person might write.

import Model

/// The most that the content adds, as it would be with another threshold.
package enum BodyCap: Sendable, Hashable {
    /// The topic's file says so.
    case fixed(Double)
    /// Not written: the lesser of 0.6 and three quarters of the threshold.
    case following

    package func cap(at threshold: Double) -> Double {
        switch self {
        case .fixed(let cap): cap
        case .following: min(0.6, 0.75 * threshold)
        }
    }
}

/// What a topic would tell at rising thresholds.
package struct ThresholdCurve: Sendable {
    package struct Point: Sendable {
        package let threshold: Double
        package let confusion: Confusion
    }

    /// Rising; in round steps of about a twentieth of the present threshold, and the present one itself.
    package let points: [Point]
    /// The index of the present threshold.
    package let present: Int
    let judgements: [Judgement]
    let cap: BodyCap

    package init(_ judgements: [Judgement], present threshold: Double, cap: BodyCap) {
        self.judgements = judgements.filter { $0.weight > 0 }
        self.cap = cap
        let highest = judgements.map { $0.sum.score(cap: cap.cap(at: threshold)) }.max() ?? 0
        let thresholds = Self.thresholds(around: threshold, to: highest)
        points = thresholds.map {
            Point(threshold: $0, confusion: Confusion(judgements, threshold: $0, cap: cap.cap(at: $0)))
        }
        present = thresholds.firstIndex(of: threshold) ?? 0
    }

    /// At most four hundred: what scores twenty times the threshold needs no finer look.
    private static func thresholds(around present: Double, to highest: Double) -> [Double] {
        let step = roundStep(present / 20)
        let count = max(1, Int(min(400, (max(highest, present) / step).rounded(.up))))
        let grid = (1...count).map { (Double($0) * step).rounded(decimals: 6) }
        return (grid.filter { abs($0 - present) > step / 1_000 } + [present]).sorted()
    }

    /// 1, 2 or 5 times a power of ten: the largest that is no larger than `step`.
    private static func roundStep(_ step: Double) -> Double {
        var power = 1.0
        while power > step { power /= 10 }
        while power * 10 <= step { power *= 10 }
        let factor = [5.0, 2].first { power * $0 <= step * 1.000_001 } ?? 1
        return (power * factor).rounded(decimals: 9)
    }
}
