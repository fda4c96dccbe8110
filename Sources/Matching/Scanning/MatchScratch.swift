// SPDX-License-Identifier: Apache-2.0
// The memory of a match, kept from entry to entry so that one that matches nothing allocates nothing.

import Synchronization
import Wording

/// What one call of `match` works on.
struct MatchScratch: ~Copyable {
    var text = EntryText()
    var tokenizer = Tokenizer()
    var tally: Tally

    init(_ index: TopicIndex) {
        tally = Tally(index)
    }
}

/// As many scratches as there ever were calls at once.
final class ScratchPool: Sendable {
    private let free = Mutex<[Box]>([])

    /// Unchecked, because the pool hands each out to one call at a time, under its lock.
    private final class Box: @unchecked Sendable {
        var scratch: MatchScratch

        init(_ index: TopicIndex) {
            scratch = MatchScratch(index)
        }
    }

    /// Calls `body` with a scratch that nobody else uses.
    func withScratch<Result>(for index: TopicIndex, _ body: (inout MatchScratch) -> Result) -> Result {
        let box = free.withLock { $0.popLast() } ?? Box(index)
        defer { free.withLock { $0.append(box) } }
        return body(&box.scratch)
    }
}
