// SPDX-License-Identifier: Apache-2.0
// Why an entry reaches a topic, or why not: the whole sum, also below the threshold.

package import Model

/// The sum of one topic on one entry, with everything that decided it.
package struct Verdict: Sendable, Hashable {
    package let topic: String
    /// Σ of the signals found in title, lead and named fields.
    package let head: Double
    /// Σ of the signals found only with the content, before the cap.
    package let body: Double
    package let bodyCap: Double
    /// max(0, head + min(body, bodyCap)).
    package let score: Double
    package let threshold: Double
    /// Every signal that holds.
    package var evidence: [Evidence]
    /// Why the topic does not look at the entry at all: its languages, its feeds, the feed's topics; else `nil`.
    package let passedOver: String?
    /// The first expression of `exclude` that holds.
    package let vetoedBy: String?
    /// The first expression of `require` that does not hold.
    package let missingRequirement: String?
    /// Positive signals that hold, and how many must.
    package let positiveSignals: Int
    package let minimumSignals: Int
    /// The positive signal that was nearest to holding; `nil` where all hold.
    package let nearest: NearMiss?

    /// Whether the topic matches.
    package var isMatch: Bool {
        passedOver == nil && vetoedBy == nil && missingRequirement == nil && positiveSignals >= minimumSignals
            && score + 1e-9 >= threshold
    }
}

/// A signal that does not hold, and what it lacks.
package struct NearMiss: Sendable, Hashable {
    /// As written.
    package let signal: String
    package let points: Double
    /// Each as a sentence can end with it, such as `no @china` or `more than 8 words between @china and @us`.
    package let lacks: [String]
}

extension TopicMatcher {
    /// The sum of one topic, whether it matches or not; `nil` where there is no such topic or its expressions do not
    /// read.
    ///
    /// It compiles the topic anew; a `TopicTrial` is for more than one entry.
    package func verdict(of entry: Entry, on topic: String) -> Verdict? {
        sources.first { $0.id == topic }.flatMap { TopicTrial($0)?.verdict(of: entry, from: nil) }
    }
}
