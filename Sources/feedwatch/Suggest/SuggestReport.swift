// SPDX-License-Identifier: Apache-2.0
// What `topics suggest` tells, as text and as JSON.

import Foundation
import Matching
import Model
import Watching

struct SuggestReport {
    let topic: Topic
    let examples: [Example]
    let suggestion: Suggestion
    /// Empty where nothing is suggested.
    let patch: String
    /// By step; `nil` without a store.
    let stories: [TopicEffect]?
    /// The file the patch was written to.
    let output: String?
    /// Where the patch applies; `nil` for the current folder.
    let folder: String?
    /// How far back the stored entries were looked at.
    let span: Duration

    var relevant: Int { examples.count(where: \.isRelevant) }

    /// One change in a line, as the topic's file would have it.
    func written(_ change: TopicChange) -> String {
        switch change {
        case .addItem(let item, let group): "add \(item) to the group \(group)"
        case .addSignal(let points, let expression): "add \(Self.signed(points)) \(expression)"
        case .setPoints(let points, let signal):
            "\(Self.signed(points)) in place of \(Self.signed(topic.signals[signal].points)) for "
                + topic.signals[signal].expression
        case .removeSignal(let signal):
            "remove \(Self.signed(topic.signals[signal].points)) \(topic.signals[signal].expression)"
        case .setThreshold(let threshold):
            "threshold \(threshold.threshold) in place of \(topic.threshold.threshold)"
        }
    }

    private static func signed(_ points: Double) -> String {
        (points < 0 ? "-" : "+") + points.magnitude.points
    }
}

struct SuggestText {
    let report: SuggestReport

    init(_ report: SuggestReport) {
        self.report = report
    }

    func lines() -> [String] {
        let others = report.examples.count - report.relevant
        let head =
            "\(report.topic.id): \(report.relevant.grouped) relevant labels, \(others.grouped) others; "
            + Self.standing(report.suggestion.before)
        guard !report.suggestion.steps.isEmpty else {
            return [head, "", "No edit does better on labels that did not choose it: nothing is suggested."]
        }
        return [head, ""] + table + ["", expectation] + ending
    }

    private var table: [String] {
        report.suggestion.steps.indices.flatMap { index -> [String] in
            let step = report.suggestion.steps[index]
            return [
                Terminal.bold("\(index + 1). " + report.written(step.change)),
                "   labels: " + Self.standing(step.after),
            ] + (report.stories.map { ["   stored: " + stories($0[index])] } ?? [])
        }
    }

    private static func standing(_ standing: Standing) -> String {
        "\(standing.hits.grouped) told right, \(standing.falseAlarms.grouped) wrong, "
            + "\(standing.misses.grouped) missed, F1 \(standing.f1.thousandths)"
    }

    private func stories(_ effect: TopicEffect) -> String {
        let days = max(1, Double(report.span.components.seconds) / 86_400)
        let daily = { (count: Int) in ((Double(count) / days * 100).rounded() / 100).points }
        return "\(effect.gained.grouped) stories more, \(effect.lost.grouped) fewer than \(effect.before.grouped) "
            + "in \(report.span.inWords) (\(daily(effect.before)) a day, then \(daily(effect.after)))"
    }

    private var expectation: String {
        let (before, after) = report.suggestion.expected
        let count = report.suggestion.steps.count
        return "On labels that did not choose, \(count == 1 ? "one edit has" : "\(count) edits have") an F1 of "
            + "\(after.thousandths), none \(before.thousandths)."
    }

    private var ending: [String] {
        guard let output = report.output else { return ["", report.patch.trimmingSuffixNewline] }
        let place = report.folder.map { " -d \($0)" } ?? ""
        return [
            "", "wrote \(output)",
            "next: patch\(place) -p1 < \(output)" + (place.isEmpty ? ", or git apply \(output)" : ""),
        ]
    }
}

struct SuggestJSON: Encodable {
    let topic: String
    let relevant: Int
    let others: Int
    let before: Counts
    let steps: [Step]
    let expected: Expected
    let patch: String

    struct Counts: Encodable {
        let hits: Int
        let falseAlarms: Int
        let misses: Int
        let f1: Double

        init(_ standing: Standing) {
            (hits, falseAlarms, misses) = (standing.hits, standing.falseAlarms, standing.misses)
            f1 = standing.f1.thousandth
        }
    }

    struct Step: Encodable {
        let edit: String
        let after: Counts
        /// `nil` without a store.
        let storiesGained: Int?
        let storiesLost: Int?
    }

    /// F1 on labels that did not choose the edits.
    struct Expected: Encodable {
        let before: Double
        let after: Double
    }

    init(_ report: SuggestReport) {
        topic = report.topic.id
        relevant = report.relevant
        others = report.examples.count - report.relevant
        before = Counts(report.suggestion.before)
        steps = report.suggestion.steps.enumerated().map { index, step in
            Step(
                edit: report.written(step.change), after: Counts(step.after),
                storiesGained: report.stories?[index].gained, storiesLost: report.stories?[index].lost)
        }
        let (before, after) = report.suggestion.expected
        expected = Expected(before: before.thousandth, after: after.thousandth)
        patch = report.patch
    }
}

extension String {
    fileprivate var trimmingSuffixNewline: String {
        hasSuffix("\n") ? String(dropLast()) : self
    }
}
