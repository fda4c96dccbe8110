// SPDX-License-Identifier: Apache-2.0

package import Model

extension TopicMatcher {
    /// The topics that `entry` reaches without its furniture. Spans point into the whole text.
    package func match(_ entry: Entry, leavingOut furniture: Furniture, from feed: Feed?) -> [Match] {
        guard !furniture.isEmpty else { return match(entry, from: feed) }
        return match(entry.without(furniture), from: feed).map { match in
            Match(topic: match.topic, score: match.score, evidence: match.evidence.restored(furniture, in: entry))
        }
    }
}

extension TopicTrial {
    /// The sum of the topic on `entry` without its furniture. Spans point into the whole text.
    package func verdict(of entry: Entry, leavingOut furniture: Furniture, from feed: Feed?) -> Verdict {
        var verdict = verdict(of: entry.without(furniture), from: feed)
        verdict.evidence = verdict.evidence.restored(furniture, in: entry)
        return verdict
    }
}
