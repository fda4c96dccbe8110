// SPDX-License-Identifier: Apache-2.0
// Stored entries matched again under two versions of the topics: what an edit would have told.

package import Matching
package import Model
package import Storing

/// A comparison of two sets of rules, ready to run over a store. Only topics that can tell something else are looked at.
package struct AlertBacktest: Sendable {
    /// What is not done when one of these is reached: the oldest entries are left out, or the newest.
    package struct Bounds: Sendable {
        /// At most so many of the newest entries are looked at.
        package var entries = Int.max
        /// No further entries are read when it has taken so long; `nil` for as long as it takes.
        package var time: Duration?

        package init() {}

        package init(entries: Int, time: Duration) {
            self.entries = entries
            self.time = time
        }
    }

    /// How far it is: entries looked at, and the percentage of the rows.
    package typealias Progress = (_ entries: Int, _ percent: Int) -> Void

    /// All topics that differ, also those that tell the same stories in another way.
    package let changed: [TopicPair]
    private let comparison: TopicComparison
    private let old: TopicRules
    private let new: TopicRules
    private let window: Duration

    /// `window` is that of the stories (`stories.window`). `topics` are the only ones compared; `nil` for all.
    package init(from old: TopicRules, to new: TopicRules, window: Duration, topics: Set<String>? = nil) {
        (self.old, self.new, self.window) = (old, new, window)
        let pairs = TopicPair.pairs(from: old.topics, to: new.topics).filter { topics?.contains($0.id) ?? true }
        changed = pairs.filter { $0.old != $0.new }
        let isAlike = old.selectsFeedsAlike(new)
        comparison = TopicComparison(pairs.filter { isAlike ? $0.changesMatching : true })
    }

    /// Whether any topic can tell other stories than before.
    package var canChangeStories: Bool { !comparison.pairs.isEmpty }

    /// Goes through what was seen at or after `since`, in the order of arrival. Blocks the thread; other readers and the
    /// writer of the store work on beside it.
    ///
    /// - Parameters:
    ///   - store: where the entries are.
    ///   - since: the moment from which on they count.
    ///   - bounds: when to stop early.
    ///   - keepsRows: see `StoryChange.rows`.
    ///   - onProgress: called some hundred entries apart.
    /// - Returns: what the edit changes; whole unless a bound was reached.
    /// - Throws: what the store cannot read.
    package func run(
        over store: StoreReader, since: Timestamp, within bounds: Bounds = Bounds(), keepsRows: Bool = false,
        onProgress: Progress = { _, _ in }
    ) throws(StoreError) -> BacktestResult {
        var ledger = StoryLedger(
            comparison, window: window, vocabulary: try store.vocabulary(), keepsRows: keepsRows)
        let newest = try store.newestEntryRow() ?? 0
        var first = try store.firstEntryRow(since: since)
        let isShortened = newest - first >= bounds.entries
        if isShortened { first = newest - Int64(bounds.entries) + 1 }
        let deadline = bounds.time.map { ContinuousClock.now + $0 }
        var span: (first: Timestamp, last: Timestamp)?
        var row = first - 1
        var isOutOfTime = false
        while canChangeStories, row < newest, !isOutOfTime {
            let last = try store.visitEntries(after: row, limit: Self.step) { stored, story in
                ledger.add(stored, story: story, from: old.feed(stored.feed), and: new.feed(stored.feed))
                span = (span?.first ?? stored.seen, stored.seen)
            }
            guard let last else { break }
            row = last
            isOutOfTime = row < newest && deadline.map { ContinuousClock.now >= $0 } ?? false
            onProgress(ledger.entries, Int(min(100, (row - first + 1) * 100 / max(1, newest - first + 1))))
        }
        return BacktestResult(
            ledger, comparison.pairs, changed: changed, span: span, isWhole: !isShortened && !isOutOfTime)
    }

    /// Entries read in one transaction: some tens of milliseconds.
    private static let step = 256
}
