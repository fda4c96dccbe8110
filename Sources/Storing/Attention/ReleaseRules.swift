// SPDX-License-Identifier: Apache-2.0

package import Model

/// What the configuration in force says about alerts that wait.
package struct ReleaseRules: Sendable, Hashable {
    /// By id. Alerts of a topic that is not here are told at once, to the sinks that they were made for.
    package let topics: [String: TopicRules]
    /// The names of the sinks that are on.
    package let sinks: [String]

    package init(topics: [String: TopicRules], sinks: [String]) {
        self.topics = topics
        self.sinks = sinks
    }

    package struct TopicRules: Sendable, Hashable {
        package let attention: Attention
        package let priority: Priority
        package let sinks: [String]

        package init(attention: Attention, priority: Priority, sinks: [String]) {
            self.attention = attention
            self.priority = priority
            self.sinks = sinks
        }
    }

    /// Where alerts go that were made for `sinks`. Those of a topic that is gone go to what is left of its sinks, or to
    /// every one before they go nowhere.
    func sinks(of topic: String, madeFor sinks: [String]) -> [String] {
        if let rules = topics[topic] { return rules.sinks }
        let left = sinks.filter(self.sinks.contains)
        return left.isEmpty && !sinks.isEmpty ? self.sinks : left
    }
}

/// What `Store.release` came to.
package struct Release: Sendable, Hashable {
    /// What is told now, each with its place in the outbox: alerts that waited alone, digests, overflow lines.
    package var alerts: [Alert] = []
    /// When the next alert is due; `nil` where none waits.
    package var next: Timestamp?

    package init() {}
}
