// SPDX-License-Identifier: Apache-2.0
// A topic as some edits would have it, known by its sums on the labelled entries alone.

import Model

/// The sum of a draft on one entry.
struct DraftSum: Hashable {
    var head = 0.0
    var body = 0.0
    var positives = 0
    var isOpen = true

    mutating func add(_ holding: Holding, points: Double, times: Double = 1) {
        if holding.isHead {
            head += times * points * holding.strength
        } else if points > 0 {
            body += times * points * holding.strength
        }
        if points > 0 { positives += Int(times) }
    }
}

/// The sums of a topic with the edits chosen so far.
///
/// Two terms that are added to groups of one signal are taken to hold where one of them does: that both are needed for
/// it is not seen, and is found when the edited topic itself is measured.
struct Draft {
    private let evidences: Evidences
    private(set) var chosen: [Candidate] = []
    private var points: [Int: Double] = [:]
    private var rows: [[Holding]]
    private(set) var sums: [DraftSum]
    private(set) var threshold: Double
    private let minimumSignals: Int

    init(_ evidences: Evidences) {
        self.evidences = evidences
        let topic = evidences.probe.topic
        for (index, signal) in topic.signals.enumerated() { points[index] = signal.points }
        rows = evidences.entries.map(\.holdings)
        threshold = topic.threshold
        minimumSignals = topic.minimumSignals
        sums = []
        sums = zip(evidences.entries, rows).map { sum(of: $1, isOpen: $0.isOpen) }
    }

    private func sum(of row: [Holding], isOpen: Bool) -> DraftSum {
        var sum = DraftSum(isOpen: isOpen)
        for holding in row { sum.add(holding, points: points[holding.signal] ?? 0) }
        return sum
    }

    /// 0 where the entry is not looked at.
    func score(_ sum: DraftSum, threshold: Double) -> Double {
        guard sum.isOpen, sum.positives >= minimumSignals else { return 0 }
        return max(0, sum.head + min(sum.body, evidences.cap.cap(at: threshold)))
    }

    func isTold(_ sum: DraftSum, threshold: Double) -> Bool {
        sum.isOpen && sum.positives >= minimumSignals && score(sum, threshold: threshold) + 1e-9 >= threshold
    }

    // MARK: Edits

    /// The entries whose sum the edit changes, with the sums it makes; not those of a threshold.
    func changes(by candidate: Candidate) -> [(entry: Int, sum: DraftSum)] {
        switch candidate {
        case .add(let feature, let points):
            (evidences.holdersOfFeature[feature] ?? []).map { entry, holding in
                var sum = sums[entry]
                sum.add(holding, points: points)
                return (entry, sum)
            }
        case .extend(let group, let term):
            (evidences.extensions[[group, term]] ?? []).map { entry, found in
                (entry, sum(of: row(entry, with: found), isOpen: found.isOpen))
            }
        case .setPoints(let signal, let points): changes(of: signal, to: points)
        case .remove(let signal): changes(of: signal, to: 0)
        case .setThreshold: []
        }
    }

    private func changes(of signal: Int, to new: Double) -> [(entry: Int, sum: DraftSum)] {
        rows.indices.compactMap { entry in
            guard let holding = rows[entry].first(where: { $0.signal == signal }) else { return nil }
            var sum = sums[entry]
            sum.add(holding, points: points[signal] ?? 0, times: -1)
            sum.add(holding, points: new)
            return (entry, sum)
        }
    }

    /// What the entry holds with a term in a group. Where an edit before has made a signal stronger still, it stays so.
    private func row(_ entry: Int, with found: ProbedEntry.Extension) -> [Holding] {
        let signals = evidences.probe.signalsOfGroup[found.group]
        var row = rows[entry].filter { !signals.contains($0.signal) }
        for signal in signals {
            let here = rows[entry].first { $0.signal == signal }
            let before = evidences.entries[entry].holdings.first { $0.signal == signal }
            let new = found.holdings.first { $0.signal == signal }
            // A signal that the term does not touch is as the edits before have made it.
            guard new != before else {
                if let here { row.append(here) }
                continue
            }
            guard let new else { continue }
            row.append(here.map { $0.isStronger(than: new) && $0 != before ? $0 : new } ?? new)
        }
        return row
    }

    mutating func choose(_ candidate: Candidate) {
        chosen.append(candidate)
        switch candidate {
        case .add(let feature, let points):
            let signal = evidences.probe.topic.signals.count + feature
            self.points[signal] = points
            for (entry, holding) in evidences.holdersOfFeature[feature] ?? [] {
                rows[entry].append(
                    Holding(signal: signal, strength: holding.strength, isHead: holding.isHead))
            }
        case .extend(let group, let term):
            for (entry, found) in evidences.extensions[[group, term]] ?? [] {
                rows[entry] = row(entry, with: found)
                sums[entry].isOpen = found.isOpen
            }
        case .setPoints(let signal, let points): self.points[signal] = points
        case .remove(let signal): points[signal] = 0
        case .setThreshold(let threshold): self.threshold = threshold
        }
        for entry in rows.indices { sums[entry] = sum(of: rows[entry], isOpen: sums[entry].isOpen) }
    }
}
