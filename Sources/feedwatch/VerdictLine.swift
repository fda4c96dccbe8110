// SPDX-License-Identifier: Apache-2.0

import Matching
import Model
import Wording

/// How a topic judges an entry, as JSON.
struct VerdictLine: Encodable {
    let topic: String
    let id: String?
    let title: String
    let url: String?
    let feed: String?
    let matches: Bool
    let score: Double
    let threshold: Double
    let head: Double
    let body: Double
    let bodyCap: Double
    let why: [Reason]
    let notLookedAt: String?
    let excludedBy: String?
    let lacksRequired: String?
    let nearest: Nearest?

    struct Nearest: Encodable {
        let signal: String
        let points: Double
        let lacks: [String]
    }

    enum CodingKeys: String, CodingKey {
        case topic, id, title, url, feed, matches, score, threshold, head, body, why, nearest
        case bodyCap = "body_cap"
        case notLookedAt = "not_looked_at"
        case excludedBy = "excluded_by"
        case lacksRequired = "lacks_required"
    }

    /// `feed` is the URL of the entry's feed, where it is known.
    init(_ verdict: Verdict, of entry: Entry, feed: String?) {
        topic = verdict.topic
        id = entry.id
        title = entry.title
        url = entry.url.flatMap(HarmlessLink.of)
        self.feed = feed
        matches = verdict.isMatch
        score = verdict.score
        threshold = verdict.threshold
        head = verdict.head
        body = verdict.body
        bodyCap = verdict.bodyCap
        why = Match(topic: topic, score: score, evidence: verdict.evidence).reasons(in: entry)
        notLookedAt = verdict.passedOver
        excludedBy = verdict.vetoedBy
        lacksRequired = verdict.missingRequirement
        nearest =
            verdict.isMatch
            ? nil : verdict.nearest.map { Nearest(signal: $0.signal, points: $0.points, lacks: $0.lacks) }
    }
}
