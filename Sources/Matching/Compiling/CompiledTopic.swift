// SPDX-License-Identifier: Apache-2.0

import Model

/// A topic whose words have become numbers.
struct CompiledTopic: Sendable {
    let id: String
    let threshold: Double
    let weights: PerField<Double>
    let bodyCap: Double
    let minimumSignals: Int
    let signals: [Signal]
    let require: [Node]
    let exclude: [Node]
    let reach: TopicReach
    /// The number of its first signal among the clauses of all topics; those of `require` and `exclude` follow.
    let firstClause: Int32

    struct Signal: Sendable {
        /// As written.
        let text: String
        let points: Double
        let node: Node
    }

    /// Whether it is reached without any positive signal.
    var asksNothing: Bool { threshold <= 1e-9 && minimumSignals <= 0 }

    /// The numbers of all its clauses.
    var clauses: Range<Int32> {
        firstClause..<firstClause + Int32(signals.count + require.count + exclude.count)
    }
}
