// SPDX-License-Identifier: Apache-2.0

import Model

/// An expression of a topic, as far as is asked before it is evaluated. The clauses of all topics are numbered through:
/// topic by topic its signals, then `require`, then `exclude`.
struct Clause: BitwiseCopyable, Sendable {
    let topic: Int32
    /// The bits of all parts that must be found before it can hold (see `ClauseNeeds`).
    let needs: UInt8
    let role: Role

    enum Role: BitwiseCopyable, Sendable {
        case signal(points: Double)
        case require
        case exclude

        /// Of the clause with that index in its topic.
        init(_ index: Int, in topic: Topic) {
            if index < topic.signals.count {
                self = .signal(points: topic.signals[index].points)
            } else {
                self = index < topic.signals.count + topic.require.count ? .require : .exclude
            }
        }
    }
}

/// That an atom may help a clause to hold.
struct ClauseUse: BitwiseCopyable, Sendable {
    let clause: Int32
    /// The bits of the parts it serves.
    let parts: UInt8
}
