// SPDX-License-Identifier: Apache-2.0
// What a feed repeats, remembered for feeds whose documents show too few entries at once to tell.

/// The blocks of text that a feed's latest stories had, by hash, and how many of those stories had each.
package struct BlockMemory: Sendable, Hashable {
    /// The most blocks that are remembered.
    package static let limit = 512
    /// At so many stories all counts are halved, so that what is no longer seen is forgotten.
    static let span = 64

    /// How many stories are remembered.
    package private(set) var stories: Int
    /// In the order in which they were last seen, the newest last.
    package private(set) var blocks: [BlockCount]

    package init(stories: Int = 0, blocks: [BlockCount] = []) {
        self.stories = stories
        self.blocks = blocks
    }

    /// Takes one more story with the given blocks, of which none is there twice.
    package mutating func add(_ hashes: [UInt64]) {
        let seen = Set(hashes)
        let known = Dictionary(
            blocks.lazy.filter { seen.contains($0.hash) }.map { ($0.hash, $0.stories) }, uniquingKeysWith: max)
        blocks.removeAll { seen.contains($0.hash) }
        blocks += hashes.map { BlockCount(hash: $0, stories: known[$0, default: 0] + 1) }
        stories += 1
        if stories >= Self.span { age() }
        shrink()
    }

    private mutating func age() {
        stories /= 2
        blocks = blocks.compactMap { $0.stories > 1 ? BlockCount(hash: $0.hash, stories: $0.stories / 2) : nil }
    }

    /// What was seen once goes first, the oldest before the others.
    private mutating func shrink() {
        var excess = blocks.count - Self.limit
        guard excess > 0 else { return }
        blocks.removeAll { block in
            guard excess > 0, block.stories == 1 else { return false }
            excess -= 1
            return true
        }
        blocks.removeFirst(max(0, blocks.count - Self.limit))
    }
}

/// A block, by its hash, and the number of stories that had it.
package struct BlockCount: Sendable, Hashable {
    package let hash: UInt64
    package let stories: Int

    package init(hash: UInt64, stories: Int) {
        self.hash = hash
        self.stories = stories
    }
}
