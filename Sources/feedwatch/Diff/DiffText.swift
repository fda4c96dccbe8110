// SPDX-License-Identifier: Apache-2.0
// The comparison for a person: what changes, newest first, and the sum of it last.

import Matching
import Model
import Storing
import Watching

struct DiffText {
    let proofs: DiffProofs
    /// How many changes are listed.
    let show: Int
    /// Over which the stories are spread, where the store goes back so far.
    let span: Duration

    /// Lines about what was edited, for one topic.
    private static let mostEdits = 8

    func print(_ result: BacktestResult) throws {
        guard !result.effects.isEmpty else { return Terminal.print("no topic differs") }
        var listed = 0
        for change in result.changes where listed < show {
            guard let proof = try proofs.proof(of: change) else { continue }
            Terminal.print(lines(proof))
            listed += 1
        }
        let more = result.changes.count - listed
        if more > 0 { Terminal.print("… and \(more.grouped) more (--show \(result.changes.count) lists them all)") }
        if !result.changes.isEmpty { Terminal.print("") }
        for effect in result.effects { Terminal.print(lines(effect, days: days(result))) }
        Terminal.print("\(result.entries.grouped) entries matched again, of the last \(span.inWords)")
    }

    /// How long the entries took to come; at least a day.
    private func days(_ result: BacktestResult) -> Double {
        guard let first = result.first, let last = result.last else { return 1 }
        return max(1, (last - first).inSeconds / 86_400)
    }
}

extension DiffText {
    private func lines(_ proof: DiffProof) -> String {
        let date = (proof.change.new ?? proof.change.old)?.seen.rfc3339.prefix(10) ?? ""
        let head = "\(date)  \(proof.change.topic)  \(sum(proof))  \(Printable.line(proof.feedTitle))  "
        let title = Terminal.bold(VerdictText.title(of: proof.stored.entry))
        return ([mark(proof.change) + " " + head + title] + reasons(proof) + signals(proof)).joined(separator: "\n")
    }

    private func mark(_ change: StoryChange) -> String {
        switch change.kind {
        case .gained: Terminal.hasColour ? Terminal.painted("+", .green) : "+"
        case .lost: Terminal.hasColour ? Terminal.painted("-", .red) : "-"
        case .rescored, nil: "~"
        }
    }

    /// The scores of the entry told; where the threshold was moved, beside it.
    private func sum(_ proof: DiffProof) -> String {
        let isMoved =
            proof.before.map { before in proof.after.map { $0.threshold != before.threshold } ?? false } ?? false
        let parts = [proof.before, proof.after].map { verdict in
            verdict.map { $0.score.points + (isMoved ? " of \($0.threshold.points)" : "") } ?? "–"
        }
        return parts.joined(separator: " → ")
    }

    /// What beside the sum decided under one version and not under the other.
    private func reasons(_ proof: DiffProof) -> [String] {
        let (before, after) = (Self.hindrances(proof.before), Self.hindrances(proof.after))
        return after.filter { !before.contains($0) }.map { "    now \($0)" }
            + before.filter { !after.contains($0) }.map { "    before, \($0)" }
    }

    private static func hindrances(_ verdict: Verdict?) -> [String] {
        guard let verdict else { return [] }
        var hindrances: [String] = []
        if let reason = verdict.passedOver { hindrances.append("not looked at: \(Printable.line(reason))") }
        if let veto = verdict.vetoedBy { hindrances.append("excluded by \(Printable.line(veto))") }
        if let missing = verdict.missingRequirement {
            hindrances.append("lacks the required \(Printable.line(missing))")
        }
        if verdict.positiveSignals < verdict.minimumSignals, verdict.minimumSignals > 1 {
            hindrances.append("\(verdict.positiveSignals) of at least \(verdict.minimumSignals) signals hold")
        }
        return hindrances
    }

    private func signals(_ proof: DiffProof) -> [String] {
        proof.signals.map { signal, before, after in
            let field = (after ?? before)?.field.rawValue ?? ""
            let points: String
            switch (before, after) {
            case (let before?, let after?): points = "\(before.points.signed) → \(after.points.signed)"
            case (nil, let after?): points = "\(after.points.signed) new"
            case (let before?, nil): points = "\(before.points.signed) gone"
            case (nil, nil): points = ""
            }
            return "    \(points.padded(to: 16))\(field.padded(to: 10))\(Printable.line(signal))"
        }
    }
}

extension DiffText {
    /// The sum of one topic, and below it what was edited.
    private func lines(_ effect: TopicEffect, days: Double) -> String {
        let edits = TopicEdit(effect.pair).changes.map(Printable.line)
        var lines = [Terminal.bold(effect.pair.id) + ": " + sum(effect, days)]
        lines += edits.prefix(Self.mostEdits).map { "  " + $0 }
        if edits.count > Self.mostEdits { lines.append("  … and \(edits.count - Self.mostEdits) more edits") }
        return lines.joined(separator: "\n")
    }

    private func sum(_ effect: TopicEffect, _ days: Double) -> String {
        guard effect.pair.changesMatching || effect.gained + effect.lost + effect.rescored > 0 else {
            return "tells the same stories"
        }
        let rate = { (count: Int) in (Double(count) / days).points }
        let counts = "\(effect.gained.grouped) gained, \(effect.lost.grouped) lost, \(effect.rescored.grouped) rescored"
        return "\(counts); \(rate(effect.before)) stories a day before, \(rate(effect.after)) after "
            + "(\(effect.before.grouped) → \(effect.after.grouped), \(effect.share.inPercent) changed)"
    }
}

extension Double {
    /// A share of 1 as whole percents; `∞ %` of nothing.
    var inPercent: String {
        isFinite ? "\(Int((self * 100).rounded())) %" : "∞ %"
    }

    /// Without a fraction of zero.
    var compact: String {
        self == rounded() && magnitude < 1e15 ? "\(Int(self))" : "\(self)"
    }
}
