// SPDX-License-Identifier: Apache-2.0
// The memory of a match, kept from entry to entry so that one that matches nothing allocates nothing.

import Model
import Synchronization
import Wording

/// What one call of `match` works on.
///
/// Unchecked, because only `ScratchPool` holds one, and it hands each out to one call at a time, under its lock.
final class MatchScratch: @unchecked Sendable {
    private(set) var text = EntryText()
    private var tokenizer = Tokenizer()
    var tally: Tally

    init(_ index: TopicIndex) {
        tally = Tally(index)
    }

    /// Reads an entry; see `EntryText.read`.
    func read(_ entry: Entry, _ trie: PhraseTrie, named: PerField<Bool>) {
        text.read(entry, trie, named: named, &tokenizer)
    }
}

/// As many scratches as there ever were calls at once.
final class ScratchPool: Sendable {
    private let free = Mutex<[MatchScratch]>([])

    /// Calls `body` with a scratch that nobody else uses.
    func withScratch<Result>(for index: TopicIndex, _ body: (MatchScratch) -> Result) -> Result {
        let scratch = free.withLock { $0.popLast() } ?? MatchScratch(index)
        defer { free.withLock { $0.append(scratch) } }
        return body(scratch)
    }
}
