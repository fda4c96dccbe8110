// SPDX-License-Identifier: Apache-2.0

import Matching
package import Model

/// What an edit of topics would have told of stored entries, in stories.
package struct BacktestResult: Sendable {
    /// One for each topic that differs or tells something else, by id.
    package let effects: [TopicEffect]
    /// Newest first.
    package let changes: [StoryChange]
    /// How many entries were looked at.
    package let entries: Int
    /// When the first and the last of them were seen; `nil` for none.
    package let first: Timestamp?
    package let last: Timestamp?
    /// `false` where a bound ended it early.
    package let isWhole: Bool

    init(
        _ ledger: StoryLedger, _ compared: [TopicPair], changed: [TopicPair],
        span: (first: Timestamp, last: Timestamp)?, isWhole: Bool
    ) {
        let effects = ledger.effects(of: compared)
        let others = changed.filter { pair in !compared.contains { $0.id == pair.id } }.map(TopicEffect.init)
        self.effects = (effects + others).sorted { $0.pair.id < $1.pair.id }
        changes = ledger.changes.sorted(by: Self.precedes)
        entries = ledger.entries
        (first, last) = (span?.first, span?.last)
        self.isWhole = isWhole
    }

    /// Newest first; of one entry by topic.
    private static func precedes(_ one: StoryChange, _ other: StoryChange) -> Bool {
        let (row, otherRow) = (one.latest?.row ?? 0, other.latest?.row ?? 0)
        return row == otherRow ? one.topic < other.topic : row > otherRow
    }
}
