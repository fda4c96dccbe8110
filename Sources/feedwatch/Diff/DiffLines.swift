// SPDX-License-Identifier: Apache-2.0
// The comparison as JSON Lines: a line for each changed story, newest first, then one for each topic, and the sum last.

import Matching
import Model
import Storing
import Watching

struct DiffLines {
    let proofs: DiffProofs

    func print(_ result: BacktestResult) throws {
        for change in result.changes {
            guard let proof = try proofs.proof(of: change), let kind = change.kind else { continue }
            Terminal.print(try FormatOptions.json(ChangeLine(proof, kind)))
        }
        for effect in result.effects { Terminal.print(try FormatOptions.json(TopicLine(effect))) }
        Terminal.print(try FormatOptions.json(SumLine(result)))
    }
}

private struct ChangeLine: Encodable {
    let kind: String
    let topic: String
    let storyID: String?
    let title: String
    let url: String?
    let entryID: String?
    let feed: String
    let feedTitle: String
    let published: String?
    let seen: String
    let before: Side?
    let after: Side?
    let signals: [Signal]

    /// How one version judges the entry.
    struct Side: Encodable {
        let matches: Bool
        let score: Double
        let threshold: Double
        let notLookedAt: String?
        let excludedBy: String?
        let lacksRequired: String?

        enum CodingKeys: String, CodingKey {
            case matches, score, threshold
            case notLookedAt = "not_looked_at"
            case excludedBy = "excluded_by"
            case lacksRequired = "lacks_required"
        }

        init(_ verdict: Verdict) {
            (matches, score, threshold) = (verdict.isMatch, verdict.score, verdict.threshold)
            (notLookedAt, excludedBy) = (verdict.passedOver, verdict.vetoedBy)
            lacksRequired = verdict.missingRequirement
        }
    }

    /// A signal that does not count the same in both; points are 0 where it does not hold.
    struct Signal: Encodable {
        let signal: String
        let field: String
        let before: Double
        let after: Double
    }

    enum CodingKeys: String, CodingKey {
        case kind, topic, title, url, feed, published, seen, before, after, signals
        case storyID = "story_id"
        case entryID = "entry_id"
        case feedTitle = "feed_title"
    }

    init(_ proof: DiffProof, _ kind: StoryChange.Kind) {
        let entry = proof.stored.entry
        self.kind = kind.rawValue
        (topic, storyID) = (proof.change.topic, proof.change.story)
        (title, url, entryID) = (entry.title, entry.url, entry.id)
        (feed, feedTitle) = (proof.stored.feed, proof.feedTitle)
        (published, seen) = (entry.published?.rfc3339, proof.stored.seen.rfc3339)
        (before, after) = (proof.before.map(Side.init), proof.after.map(Side.init))
        signals = proof.signals.map { signal, before, after in
            Signal(
                signal: signal, field: (after ?? before)?.field.rawValue ?? "", before: before?.points ?? 0,
                after: after?.points ?? 0)
        }
    }
}

private struct TopicLine: Encodable {
    let kind = "topic"
    let topic: String
    let edits: [String]
    let before: Int
    let after: Int
    let gained: Int
    let lost: Int
    let rescored: Int
    /// Of the stories before; absent where there were none.
    let share: Double?
    let days: [Day]

    struct Day: Encodable {
        let day: String
        let before: Int
        let after: Int
    }

    init(_ effect: TopicEffect) {
        topic = effect.pair.id
        edits = TopicEdit(effect.pair).changes
        (before, after) = (effect.before, effect.after)
        (gained, lost, rescored) = (effect.gained, effect.lost, effect.rescored)
        share = effect.share.isFinite ? effect.share : nil
        days = effect.days.map { day in
            let date = Timestamp(seconds: day.day * 86_400).rfc3339.prefix(10)
            return Day(day: String(date), before: day.before, after: day.after)
        }
    }
}

private struct SumLine: Encodable {
    let kind = "summary"
    let entries: Int
    let first: String?
    let last: String?
    let before: Int
    let after: Int
    let gained: Int
    let lost: Int
    let rescored: Int

    init(_ result: BacktestResult) {
        entries = result.entries
        (first, last) = (result.first?.rfc3339, result.last?.rfc3339)
        func sum(_ part: KeyPath<TopicEffect, Int>) -> Int { result.effects.reduce(0) { $0 + $1[keyPath: part] } }
        (before, after) = (sum(\.before), sum(\.after))
        (gained, lost, rescored) = (sum(\.gained), sum(\.lost), sum(\.rescored))
    }
}
