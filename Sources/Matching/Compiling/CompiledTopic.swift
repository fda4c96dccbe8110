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

    struct Signal: Sendable {
        /// As written.
        let text: String
        let points: Double
        let node: Node
    }

    /// Whether it is reached without any positive signal.
    var asksNothing: Bool { threshold <= 1e-9 && minimumSignals <= 0 }
}

/// The expressions of a topic, numbered through: signals, then require, then exclude.
enum Clause {
    case signal(Int)
    case require(Int)
    case exclude(Int)

    init(_ number: Int, in topic: CompiledTopic) {
        let behindSignals = number - topic.signals.count
        let behindRequire = behindSignals - topic.require.count
        if behindSignals < 0 {
            self = .signal(number)
        } else if behindRequire < 0 {
            self = .require(behindSignals)
        } else {
            self = .exclude(behindRequire)
        }
    }
}
