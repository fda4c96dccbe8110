// SPDX-License-Identifier: Apache-2.0

import Matching
import Model
import Watching

/// How a topic judges an entry, as a sum with its proof, or what was lacking.
enum VerdictText {
    /// Lines of words around what was found, for one signal.
    private static let contexts = 4

    static func lines(_ verdict: Verdict, topic: String, entry: Entry) -> String {
        let mark = verdict.isMatch ? "matches" : "does not match"
        let sum =
            "\(topic) \(mark): \(verdict.score.points) of \(verdict.threshold.points) "
            + "(title and lead \(verdict.head.points), content \(verdict.body.points) of at most \(verdict.bodyCap.points))"
        let proofs = verdict.evidence.map { proof($0, entry) }
        return ([Terminal.bold(title(of: entry)), sum] + proofs + lacking(verdict)).joined(separator: "\n")
    }

    /// On one line.
    static func title(of entry: Entry) -> String {
        entry.title.isEmpty ? "(no title)" : Printable.line(entry.title)
    }

    private static func proof(_ evidence: Evidence, _ entry: Entry) -> String {
        let head =
            "  \(evidence.points.signed)  \(evidence.field.rawValue.padded(to: 10))\(Printable.line(evidence.signal))"
        return ([head] + evidence.contexts(in: entry, limit: contexts).map { "         " + line($0) })
            .joined(separator: "\n")
    }

    /// What was found is coloured, or where there are no colours in brackets.
    static func line(_ context: Context) -> String {
        context.parts.map { part in
            let text = Printable.line(part.text)
            guard part.isFound else { return text }
            return Terminal.hasColour ? Terminal.painted(text, .green) : "[\(text)]"
        }.joined()
    }

    private static func lacking(_ verdict: Verdict) -> [String] {
        guard !verdict.isMatch else { return [] }
        var lines: [String] = []
        if let reason = verdict.passedOver { lines.append("  not looked at: \(Printable.line(reason))") }
        if let veto = verdict.vetoedBy { lines.append("  excluded by \(Printable.line(veto))") }
        if let missing = verdict.missingRequirement { lines.append("  lacks the required \(Printable.line(missing))") }
        if verdict.positiveSignals < verdict.minimumSignals, verdict.minimumSignals > 1 {
            lines.append(
                "  \(verdict.positiveSignals) of at least \(verdict.minimumSignals) signals with positive points hold")
        }
        if verdict.score < verdict.threshold {
            lines.append("  \((verdict.threshold - verdict.score).points) below the threshold")
        }
        if let nearest = verdict.nearest {
            let lacks = nearest.lacks.map(Printable.line).joined(separator: ", ")
            lines.append("  nearest: \(nearest.points.signed) \(Printable.line(nearest.signal)): \(lacks)")
        }
        return lines
    }
}
