// SPDX-License-Identifier: Apache-2.0
// Shares with intervals that stay honest where few labels are, or all of them agree.
//
// Wilson's score interval (1927) rather than a bootstrap: of 12 labels that all agree every bootstrap sample agrees too,
// and its interval would be 1.00 to 1.00; Wilson's is .76 to 1.00. It needs no random numbers. Labels with sampling
// weights count as Kish's effective number of equal ones (1965). What it cannot know: ten outlets with one story are one
// observation rather than ten, so on such labels the intervals are too narrow.

/// A value between 0 and 1 and its interval of 95 %.
package struct Estimate: Sendable, Hashable {
    package let value: Double
    package let low: Double
    package let high: Double

    /// The share that `part` is of `whole`; `nil` where the whole weighs nothing.
    package init?(_ part: WeightedCount, of whole: WeightedCount) {
        guard whole.weight > 0 else { return nil }
        let share = part.weight / whole.weight
        let count = whole.effective
        let z = 1.959_963_985
        let spread = z / (1 + z * z / count) * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
        let centre = (share + z * z / (2 * count)) / (1 + z * z / count)
        self.init(value: share, low: min(share, max(0, centre - spread)), high: max(share, min(1, centre + spread)))
    }

    init(value: Double, low: Double, high: Double) {
        self.value = value
        self.low = low
        self.high = high
    }

    /// The mean of independent estimates; `nil` of none. Zou and Donner's recovery of variances from intervals (2008).
    package static func mean(_ estimates: [Estimate]) -> Estimate? {
        guard !estimates.isEmpty else { return nil }
        let count = Double(estimates.count)
        let mean = estimates.reduce(0) { $0 + $1.value } / count
        let below = estimates.reduce(0) { $0 + ($1.value - $1.low) * ($1.value - $1.low) }.squareRoot() / count
        let above = estimates.reduce(0) { $0 + ($1.high - $1.value) * ($1.high - $1.value) }.squareRoot() / count
        return Estimate(value: mean, low: max(0, mean - below), high: min(1, mean + above))
    }

    /// `transform` rises.
    func mapped(_ transform: (Double) -> Double) -> Estimate {
        Estimate(value: transform(value), low: transform(low), high: transform(high))
    }
}

/// Labels, and what they weigh.
package struct WeightedCount: Sendable, Hashable {
    package private(set) var count = 0
    package private(set) var weight = 0.0
    private var squares = 0.0

    package init() {}

    package mutating func add(_ weight: Double) {
        count += 1
        self.weight += weight
        squares += weight * weight
    }

    package static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.count += right.count
        sum.weight += right.weight
        sum.squares += right.squares
        return sum
    }

    /// How many labels of equal weight tell as much (Kish, "Survey Sampling", 1965).
    var effective: Double { squares > 0 ? weight * weight / squares : 0 }
}
