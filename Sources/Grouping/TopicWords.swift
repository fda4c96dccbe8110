// SPDX-License-Identifier: Apache-2.0
// The words by which topics are found. All entries of a topic share them, so they tell no story from another.

package import Model
import Wording

/// The words of each topic's groups and signals.
package struct TopicWords: Sendable {
    private let words: [String: Set<UInt64>]

    package static let none = TopicWords([])

    /// Operators and names of fields are taken for words as well: they are common ones, or ones that seldom occur. A
    /// prefix (`word*`) stands for itself alone.
    package init(_ topics: [Topic]) {
        words = Dictionary(topics.map { ($0.id, Self.words(of: $0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// The words of those of `topics` that are known.
    package func words(of topics: [String]) -> Set<UInt64> {
        topics.reduce(into: []) { $0.formUnion(words[$1] ?? []) }
    }

    private static func words(of topic: Topic) -> Set<UInt64> {
        let expressions = topic.groups.flatMap(\.items) + topic.signals.map(\.expression)
        return Set(expressions.flatMap(Words.tokens(in:)).map { WordHash.of($0.folded) })
    }
}
