// SPDX-License-Identifier: Apache-2.0
// A configuration made ready for use: immutable, and replaced whole by a reload.

package import Configuring
import Matching
package import Model
package import Scheduling
import Storing

/// What is watched, and by which rules.
package struct Watch: Sendable {
    package let configuration: Configuration
    package let plan: PollPlan
    /// By configured URL.
    package let feeds: [String: Feed]
    /// The names of the sinks that are on.
    package let sinks: [String]
    /// The rules of the topics that do not tell everything at once.
    let attention: [String: Attention]
    /// After a lost store: what was published until then was told already. `nil` in good health.
    package var silentUntil: Timestamp?

    private let matcher: TopicMatcher
    private let topics: [String: Topic]

    /// `sinks` in place of those that the configuration turns on.
    package init(_ configuration: Configuration, silentUntil: Timestamp? = nil, sinks: [String]? = nil) {
        self.configuration = configuration
        self.silentUntil = silentUntil
        let fetch = configuration.fetch
        plan = PollPlan(interval: fetch.interval, floor: fetch.floor, cap: fetch.cap)
        feeds = Dictionary(configuration.feeds.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
        topics = Dictionary(configuration.topics.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        attention = topics.mapValues(\.attention).filter { $1 != .none }
        matcher = TopicMatcher(topics: configuration.topics)
        self.sinks = sinks ?? configuration.sinkNames
    }

    /// One draft for each topic that `entry` matches without its furniture.
    func drafts(
        for entry: Entry, leavingOut furniture: Furniture, of feed: Feed, titled feedTitle: String
    ) -> [DraftAlert] {
        matcher.match(entry, leavingOut: furniture, from: feed).compactMap { match in
            topics[match.topic].map { topic in
                DraftAlert(
                    topic: topic.id, score: match.score, priority: topic.priority, feedTitle: feedTitle,
                    sinks: sinks(of: topic), why: match.reasons(in: entry))
            }
        }
    }

    /// What the topics say about alerts that wait.
    var releaseRules: ReleaseRules {
        let topics = topics.mapValues { topic in
            ReleaseRules.TopicRules(attention: topic.attention, priority: topic.priority, sinks: sinks(of: topic))
        }
        return ReleaseRules(topics: topics, sinks: sinks)
    }

    private func sinks(of topic: Topic) -> [String] {
        topic.sinks.map { wanted in sinks.filter(wanted.contains) } ?? sinks
    }
}
