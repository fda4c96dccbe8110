// SPDX-License-Identifier: Apache-2.0

/// That an entry reaches a topic's threshold, with the proof.
package struct Match: Sendable, Hashable {
    /// The topic's id.
    package let topic: String
    package let score: Double
    /// In the order of the topic's signals; only those that hold.
    package let evidence: [Evidence]

    package init(topic: String, score: Double, evidence: [Evidence]) {
        self.topic = topic
        self.score = score
        self.evidence = evidence
    }
}

/// One signal that holds, and where.
package struct Evidence: Sendable, Hashable {
    /// The expression as written in the topic's file.
    package let signal: String
    /// The points of the signal.
    package let weight: Double
    /// The weight of the field where it holds.
    package let strength: Double
    /// weight × strength.
    package let points: Double
    package let field: Field
    /// Distinct, sorted by field, start, end; at most 32.
    package let spans: [Span]

    package init(signal: String, weight: Double, strength: Double, points: Double, field: Field, spans: [Span]) {
        self.signal = signal
        self.weight = weight
        self.strength = strength
        self.points = points
        self.field = field
        self.spans = spans
    }
}

/// A stretch of one field: offsets in Unicode scalars of its text in normalisation form C, the end not included.
package struct Span: Sendable, Hashable, Comparable {
    package let field: Field
    package let start: Int
    package let end: Int

    package init(field: Field, start: Int, end: Int) {
        self.field = field
        self.start = start
        self.end = end
    }

    package static func < (left: Span, right: Span) -> Bool {
        (left.field, left.start, left.end) < (right.field, right.start, right.end)
    }
}
