// SPDX-License-Identifier: Apache-2.0
// What `topics score` prints for people: a table, and the errors by title.

import Matching
import Model
import Watching

struct ScoreText {
    let matcher: TopicMatcher
    /// Errors of one kind shown of a topic.
    let limit: Int

    func lines(_ scores: [TopicScore]) -> [String] {
        [Self.heading] + scores.map(Self.row) + Self.mean(scores)
            + (limit > 0 ? scores.flatMap { errors(of: $0) } : [])
    }

    // MARK: The table

    private static let heading = Terminal.bold(
        "topic".padded(to: 18) + " labels  relevant  precision        recall           F1               "
            + "AP     false  missed")

    private static func row(_ score: TopicScore) -> String {
        let counted = score.judged.count { $0.judgement.weight > 0 }
        return Printable.line(score.topic.id).padded(to: 18) + counted.grouped.leading(7)
            + score.confusion.relevant.count.grouped.leading(10) + "  "
            + estimates(score.confusion.precision, score.confusion.recall, score.confusion.f1)
            + (score.averagePrecision?.thousandths ?? "–").padded(to: 6)
            + "\(score.confusion.falseAlarms.count)".leading(6) + "\(score.confusion.misses.count)".leading(8)
    }

    private static func mean(_ scores: [TopicScore]) -> [String] {
        guard scores.count > 1 else { return [] }
        let measured = scores.map(\.confusion)
        let precisions = scores.compactMap(\.averagePrecision)
        let mean = precisions.reduce(0, +) / Double(max(1, precisions.count))
        return [
            "mean of \(scores.count)".padded(to: 37)
                + estimates(
                    .mean(measured.compactMap(\.precision)), .mean(measured.compactMap(\.recall)),
                    .mean(measured.compactMap(\.f1)))
                + mean.thousandths
        ]
    }

    private static func estimates(_ estimates: Estimate?...) -> String {
        estimates.map { ($0?.text ?? "–").padded(to: 17) }.joined()
    }

    // MARK: The errors

    private func errors(of score: TopicScore) -> [String] {
        let alarms = score.falseAlarms
        let misses = score.misses
        guard !alarms.isEmpty || !misses.isEmpty else { return [] }
        let head = "\(Printable.line(score.topic.id)): \(alarms.count) false, \(misses.count) missed"
        return ["", Terminal.bold(head)] + list(alarms, "false", score.topic, reasons)
            + list(misses, "missed", score.topic, lacks)
    }

    private func list(
        _ errors: [Judged], _ kind: String, _ topic: Topic, _ reasons: (Judged, Topic) -> [String]
    ) -> [String] {
        let shown = errors.prefix(limit).flatMap { error in
            let points = error.judgement.sum.score(cap: topic.bodyCap).points
            let weight = error.judgement.weight == 0 ? "  (weight 0)" : ""
            let title = Printable.line(error.entry.entry.title)
            let head = "  \(kind.padded(to: 7))\(points)  \(title)  [\(Printable.line(error.entry.name))]\(weight)"
            return [head] + reasons(error, topic).map { "           " + $0 }
        }
        let hidden = errors.count - limit
        return shown + (hidden > 0 ? ["  … and \(hidden) more \(kind): --errors \(errors.count)"] : [])
    }

    /// The words that fired.
    private func reasons(_ error: Judged, _ topic: Topic) -> [String] {
        guard let verdict = matcher.verdict(of: error.entry.entry, on: topic.id) else { return [] }
        let match = Match(topic: topic.id, score: verdict.score, evidence: verdict.evidence)
        return match.reasons(in: error.entry.entry).map { reason in
            let terms = reason.terms.map { "“\(Printable.line($0))”" }.joined(separator: ", ")
            let signal = Printable.line(reason.signal).cut(to: 60)
            return "\(reason.points.signed)  \(reason.field.padded(to: 9))\(signal)  \(terms.cut(to: 100))"
        }
    }

    /// What held, and what was nearest to holding.
    private func lacks(_ error: Judged, _ topic: Topic) -> [String] {
        guard let verdict = matcher.verdict(of: error.entry.entry, on: topic.id) else { return [] }
        var lines = reasons(error, topic)
        if let veto = verdict.vetoedBy { lines.append("excluded by \(Printable.line(veto))") }
        if let missing = verdict.missingRequirement { lines.append("lacks the required \(Printable.line(missing))") }
        if let nearest = verdict.nearest {
            let lacks = nearest.lacks.map { Printable.line($0).cut(to: 80) }.joined(separator: ", ")
            let signal = Printable.line(nearest.signal).cut(to: 80)
            lines.append("nearest: \(nearest.points.signed) \(signal): \(lacks)")
        }
        return lines
    }
}

extension Estimate {
    /// `.974 .954–.985`
    fileprivate var text: String { "\(value.thousandths) \(low.hundredths)–\(high.hundredths)" }
}

extension Double {
    /// A share with three decimals: `.974`, `1.000`.
    var thousandths: String { share(1_000, 3) }

    /// A share with two decimals.
    var hundredths: String { share(100, 2) }

    private func share(_ scale: Int, _ digits: Int) -> String {
        let whole = Int((self * Double(scale)).rounded())
        let rest = "\(whole % scale)"
        return (whole >= scale ? "\(whole / scale)" : "") + "." + String(repeating: "0", count: digits - rest.count)
            + rest
    }
}

extension String {
    /// At most `length` characters; `…` stands for the rest.
    fileprivate func cut(to length: Int) -> String {
        count > length ? prefix(length - 1) + "…" : self
    }

    /// Filled with spaces before it to `width` characters.
    func leading(_ width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}

extension Int {
    /// `1,080`
    var grouped: String {
        var text = ""
        for (index, digit) in String(magnitude).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (self < 0 ? "-" : "") + String(text.reversed())
    }
}
