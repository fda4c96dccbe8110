// SPDX-License-Identifier: Apache-2.0
// What `topics tune` prints for people: the curve, the proposal, and the line to change.

import Matching
import Model

struct TuneText {
    /// Fewer labels of a kind than this say little.
    private static let fewLabels = 30
    /// Rows of the curve that a screen shows.
    private static let rows = 24
    /// Columns between 0 and 1.
    private static let width = 40

    let topic: Topic
    /// The topic's file.
    let path: String
    /// Where it says the threshold; `nil` where it does not.
    let line: Int?
    let curve: ThresholdCurve
    let choice: ThresholdChoice
    let cap: BodyCap

    func lines() -> [String] {
        [head, "", Self.heading] + table + ["", certainty] + fewLabels + [""] + advice
    }

    // MARK: The curve

    private var head: String {
        let confusion = curve.points[curve.present].confusion
        let other = confusion.falseAlarms.count + confusion.silences.count
        return "\(topic.id): \(confusion.relevant.count.grouped) relevant labels, \(other.grouped) others; "
            + "its threshold is \(topic.threshold.threshold)"
    }

    private static let heading = Terminal.bold(
        "threshold   told  precision  recall    F1   0" + String(repeating: " ", count: width / 2 - 2) + ".5"
            + String(repeating: " ", count: width / 2 - 1) + "1")

    /// To twice the present threshold, or beyond the highest that is chosen; what is higher only loses.
    private var table: [String] {
        let end = max(2 * topic.threshold, 1.2 * curve.points[choice.high].threshold)
        let shown = curve.points.indices.prefix { curve.points[$0].threshold <= end + 1e-9 }
        let step = (shown.count + Self.rows - 1) / Self.rows
        return shown.filter { $0 % step == step - 1 || $0 == curve.present || $0 == choice.proposed }.map(row)
    }

    private func row(_ index: Int) -> String {
        let point = curve.points[index]
        let confusion = point.confusion
        let share = { (estimate: Estimate?) in estimate?.value.thousandths ?? "–" }
        let mark = index == curve.present ? " ← now" : index == choice.proposed && isBetter ? " ← proposed" : ""
        return point.threshold.threshold.leading(9) + confusion.told.count.grouped.leading(7)
            + share(confusion.precision).leading(11) + share(confusion.recall).leading(8)
            + share(confusion.f1).leading(6) + "   " + plot(confusion) + mark
    }

    /// P, R and F1 as letters on one line; F covers the others.
    private func plot(_ confusion: Confusion) -> String {
        var line = Array(repeating: Character("·"), count: Self.width + 1)
        for (letter, estimate) in [("P", confusion.precision), ("R", confusion.recall), ("F", confusion.f1)] {
            guard let estimate else { continue }
            line[Int((estimate.value * Double(Self.width)).rounded())] = Character(letter)
        }
        return String(line)
    }

    // MARK: The proposal

    private var certainty: String {
        let low = curve.points[choice.low].threshold.threshold
        let high = curve.points[choice.high].threshold.threshold
        let chosen = low == high ? "all of them \(low)" : "nine in ten of them from \(low) to \(high)"
        let gain = abs(choice.gain) < 0.0005 ? "the same F1 as" : Self.inWords(choice.gain)
        return "400 samples of these labels choose, \(chosen).\n"
            + "On the labels that a sample leaves out, its choice has \(gain) the present threshold, in the mean."
    }

    private static func inWords(_ gain: Double) -> String {
        "an F1 \(gain.magnitude.thousandths) \(gain > 0 ? "above" : "below") that of"
    }

    private var fewLabels: [String] {
        let confusion = curve.points[curve.present].confusion
        let other = confusion.falseAlarms.count + confusion.silences.count
        guard min(confusion.relevant.count, other) < Self.fewLabels else { return [] }
        return [
            "warning: \(confusion.relevant.count) relevant and \(other) other labels are few: take this as a hint, "
                + "and label \(Self.fewLabels) of each kind."
        ]
    }

    private var advice: [String] {
        guard isBetter else { return ["Keep threshold: \(topic.threshold.threshold)"] }
        let threshold = curve.points[choice.proposed].threshold
        let place = line.map { "Change line \($0) of \(path) to" } ?? "Add to \(path)"
        return [place, "", "threshold: \(threshold.threshold)"] + follows(threshold)
    }

    /// The proposal is worth a change of the file.
    var isBetter: Bool {
        let f1 = { (index: Int) in curve.points[index].confusion.f1?.value ?? 0 }
        return choice.proposed != curve.present && choice.gain > 0 && f1(choice.proposed) > f1(curve.present)
    }

    private func follows(_ threshold: Double) -> [String] {
        guard cap == .following, cap.cap(at: threshold) != cap.cap(at: topic.threshold) else { return [] }
        return ["", "(body_cap, which is not written, becomes \(cap.cap(at: threshold).threshold) with it)"]
    }
}

extension Double {
    /// Two decimals, or as many as a threshold needs.
    var threshold: String {
        let hundredths = self * 100
        return abs(hundredths - hundredths.rounded()) < 1e-6 ? points : "\(self)"
    }
}
