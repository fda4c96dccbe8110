// SPDX-License-Identifier: Apache-2.0

package import Model

/// All that decides which topics an entry reaches: one side of a comparison.
package struct TopicRules: Sendable {
    /// Sorted by id.
    package let topics: [Topic]
    private let feeds: [String: Feed]

    /// `feeds` are those of the configuration; what a topic selects by tag, and a feed's own `topics:`, go by them.
    package init(topics: [Topic], feeds: [Feed]) {
        self.topics = topics.sorted { $0.id < $1.id }
        self.feeds = Dictionary(feeds.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The feed with that configured URL; one that is configured no more is without tags.
    package func feed(_ url: String) -> Feed {
        feeds[url] ?? Feed(url: url)
    }

    /// The same with other topics.
    package func replacing(topics: [Topic]) -> TopicRules {
        TopicRules(topics: topics, feeds: Array(feeds.values))
    }

    /// The same with `topic` in place of the one with its id, or beside the others.
    package func replacing(with topic: Topic) -> TopicRules {
        replacing(topics: topics.filter { $0.id != topic.id } + [topic])
    }

    /// Whether a feed is looked at by other topics than with `other`, whatever the topics themselves say.
    func selectsFeedsAlike(_ other: TopicRules) -> Bool {
        Set(feeds.keys).union(other.feeds.keys).allSatisfy { url in
            let (one, two) = (feed(url), other.feed(url))
            return one.tags == two.tags && one.topics == two.topics
        }
    }
}
