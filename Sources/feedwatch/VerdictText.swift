// SPDX-License-Identifier: Apache-2.0

import Matching
import Model
import Watching

/// How a topic judges an entry, as a sum with its proof, or what was lacking.
enum VerdictText {
    static func lines(_ verdict: Verdict, topic: String, entry: Entry) -> String {
        let mark = verdict.isMatch ? "matches" : "does not match"
        let sum =
            "\(topic) \(mark): \(verdict.score.points) of \(verdict.threshold.points) "
            + "(title and lead \(verdict.head.points), content \(verdict.body.points) of at most \(verdict.bodyCap.points))"
        let match = Match(topic: topic, score: verdict.score, evidence: verdict.evidence)
        let proof = match.reasons(in: entry).map { reason in
            let terms = reason.terms.map { "“\(Printable.line($0))”" }.joined(separator: ", ")
            return "  \(reason.points.signed)  \(reason.field.padded(to: 10))\(Printable.line(reason.signal))  \(terms)"
        }
        return ([Terminal.bold(Printable.line(entry.title)), sum] + proof + lacking(verdict)).joined(separator: "\n")
    }

    private static func lacking(_ verdict: Verdict) -> [String] {
        var lines: [String] = []
        if let veto = verdict.vetoedBy { lines.append("  excluded by \(veto)") }
        if let missing = verdict.missingRequirement { lines.append("  lacks the required \(missing)") }
        if verdict.positiveSignals < verdict.minimumSignals {
            lines.append("  \(verdict.positiveSignals) of \(verdict.minimumSignals) signals hold")
        }
        if !verdict.isMatch, let nearest = verdict.nearest {
            lines.append("  nearest: \(nearest.signal), which lacks \(nearest.lacks.joined(separator: ", "))")
        }
        return lines
    }
}
