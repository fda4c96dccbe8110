// SPDX-License-Identifier: Apache-2.0
// The edits that a suggestion chooses from, and the labelled entries that each touches.

import Model

/// One edit that may be suggested.
enum Candidate: Hashable {
    case extend(group: Int, term: Int)
    case add(feature: Int, points: Double)
    case setPoints(signal: Int, points: Double)
    case remove(signal: Int)
    case setThreshold(Double)

    /// Of edits that do as much the one that changes least is taken: names before rules, rules before weights.
    var rank: Int {
        switch self {
        case .extend: 0
        case .add: 1
        case .remove: 1
        case .setPoints: 2
        case .setThreshold: 2
        }
    }

    /// Whether both change the same thing, so that one of them is enough.
    func excludes(_ other: Candidate) -> Bool {
        switch (self, other) {
        case (.extend(_, let left), .extend(_, let right)): left == right
        case (.add(let left, _), .add(let right, _)): left == right
        case (.setPoints(let left, _), .setPoints(let right, _)), (.setPoints(let left, _), .remove(let right)),
            (.remove(let left), .setPoints(let right, _)), (.remove(let left), .remove(let right)):
            left == right
        case (.setThreshold, .setThreshold): true
        default: false
        }
    }
}

/// Labelled entries under a probe, and the edits that they may speak for.
struct Evidences {
    let probe: Probe
    let entries: [ProbedEntry]
    let isRelevant: [Bool]
    let cap: BodyCap
    let candidates: [Candidate]
    /// By feature, the entries in which it holds, and how.
    private(set) var holdersOfFeature: [Int: [(entry: Int, holding: Holding)]] = [:]
    /// By term and group, the entries that a term in that group makes another.
    private(set) var extensions: [[Int]: [(entry: Int, extension: ProbedEntry.Extension)]] = [:]

    /// Reads the examples; `progress` is told how many are read.
    init(_ probe: Probe, _ examples: [Example], cap: BodyCap, least: Int, _ progress: (Int) -> Void) {
        self.probe = probe
        self.cap = cap
        isRelevant = examples.map(\.isRelevant)
        entries = examples.enumerated().map { number, example in
            progress(number)
            return probe.read(example)
        }
        for (number, entry) in entries.enumerated() {
            for holding in entry.features { holdersOfFeature[holding.signal, default: []].append((number, holding)) }
            for found in entry.extensions {
                extensions[[found.group, found.term], default: []].append((number, found))
            }
        }
        let features = holdersOfFeature.filter { $0.value.count >= least }.keys.sorted()
        let extended = extensions.filter { $0.value.count >= least }.keys.sorted { $0.lexicographicallyPrecedes($1) }
        candidates =
            extended.map { .extend(group: $0[0], term: $0[1]) } + Self.adding(features, probe)
            + Self.weighing(probe.topic)
    }

    private static func adding(_ features: [Int], _ probe: Probe) -> [Candidate] {
        let unit = probe.topic.threshold
        return features.flatMap { feature -> [Candidate] in
            let isTerm = feature < probe.terms.count
            let factors: [Double] = isTerm ? [0.5, 1, 1.5, -1, -2] : [0.5, 1, 1.5]
            return factors.map { Candidate.add(feature: feature, points: ($0 * unit).rounded(decimals: 2)) }
        }
    }

    private static func weighing(_ topic: Topic) -> [Candidate] {
        let points = topic.signals.enumerated().flatMap { index, signal -> [Candidate] in
            let others = [0.5, 1.5, 2].map { ($0 * signal.points).rounded(decimals: 1) }
            let changed = Set(others).subtracting([0, signal.points]).sorted()
            return [.remove(signal: index)] + changed.map { .setPoints(signal: index, points: $0) }
        }
        let thresholds = [0.7, 0.8, 0.9, 1.1, 1.2, 1.3].map { ($0 * topic.threshold * 20).rounded() / 20 }
        return points + Set(thresholds).subtracting([0, topic.threshold]).sorted().map { .setThreshold($0) }
    }

    /// As the author of the topic would write it.
    func edit(_ candidate: Candidate) -> TopicChange {
        switch candidate {
        case .extend(let group, let term):
            .addItem(probe.terms[term].expression, group: probe.topic.groups[group].name)
        case .add(let feature, let points):
            .addSignal(points: points, expression: probe.expression(ofFeature: feature))
        case .setPoints(let signal, let points): .setPoints(points, signal: signal)
        case .remove(let signal): .removeSignal(signal)
        case .setThreshold(let threshold): .setThreshold(threshold)
        }
    }
}
