// SPDX-License-Identifier: Apache-2.0
// Finds what the entries of one feed repeat: each block counts once a story, over the entries that the document shows
// or, where those are few, over what the feed is remembered for. Cost: one hash of each line, and a second look at the
// new entries only where something repeats at all.

package import Model
import Wording

/// The blocks of a feed, counted. Pure: the same entries in the same order and the same memory give the same answers.
package struct BlockCensus: Sendable {
    /// Entries of a document that are counted, from its beginning.
    private static let window = 256
    /// A document of fewer stories with text cannot tell by itself.
    private static let fewestStories = 12

    private var table: BlockTable
    private var stories = 0
    /// Whether any block came often enough to be looked at again.
    private var isRepetitive = false
    private var summaryEnding: SharedEnding?
    private var contentEnding: SharedEnding?

    /// Whether the document has stories enough; if not, a memory knows better.
    package var isTelling: Bool { stories >= Self.fewestStories }

    /// Counts the entries of one document, those known and those new.
    package init(_ entries: [Entry]) {
        let counted = entries.prefix(Self.window)
        table = BlockTable(capacity: counted.count * 8)
        noteHeadlines(of: counted)
        for (index, entry) in firstTellings(counted) where count(entry, as: index) { stories += 1 }
        // Two stories that share a link: nothing was seen three times.
        if stories < FurnitureRule.fewest { isRepetitive = true }
        findEndings(of: counted)
    }

    /// Takes the counts of a memory that has `entries`, all those of a document, already.
    package init(_ memory: BlockMemory, of entries: [Entry]) {
        table = BlockTable(capacity: memory.blocks.count)
        stories = memory.stories
        noteHeadlines(of: entries.prefix(Self.window))
        findEndings(of: entries.prefix(Self.window))
        for block in memory.blocks {
            table.update(block.hash) { $0.stories = Int32(clamping: block.stories) }
        }
        isRepetitive = true
    }

    /// Counts the first document of a feed, of which nothing is remembered.
    package init(first entries: [Entry]) {
        self.init(entries)
        if !isTelling { self.init(BlockMemory().adding(entries), of: entries) }
    }

    /// What of an entry of this feed is furniture.
    package func furniture(of entry: Entry) -> Furniture {
        guard isRepetitive || summaryEnding != nil || contentEnding != nil else { return .none }
        let headline = Block.hash(of: entry.title)
        let summary = judged(entry.summary, headline: headline)
        let content = judged(entry.content, headline: headline)
        let bytes = summary.bytes + content.bytes
        return Furniture(
            summary: summary.leftOut(by: bytes, ending: summaryEnding?.range(in: entry.summary)),
            content: content.leftOut(by: bytes, ending: contentEnding?.range(in: entry.content)))
    }

    private func judged(_ text: String, headline: UInt64?) -> JudgedText {
        var judged = JudgedText()
        Block.forEach(in: text) { judged.add($0.range, standing(of: $0, headline: headline)) }
        return judged
    }

    private func standing(of block: Block, headline: UInt64?) -> BlockStanding {
        let seen = table[block.hash]
        let isHeadlineElsewhere = seen.headlineOf >= 0 && block.hash != headline
        guard seen.stories >= FurnitureRule.fewestBesideFixtures || isHeadlineElsewhere else { return .own }
        let isProse = block.isProse
        let standing = FurnitureRule.standing(Int(seen.stories), of: stories, isProse: isProse)
        guard standing == .own || standing == .rareLink, isHeadlineElsewhere, !isProse else { return standing }
        return block.range.count >= FurnitureRule.shortestHeadline ? .link : standing
    }
}

extension BlockCensus {
    private mutating func noteHeadlines(of entries: ArraySlice<Entry>) {
        for (index, entry) in entries.enumerated() {
            guard let hash = Block.hash(of: entry.title) else { continue }
            _ = table.update(hash) { if $0.headlineOf < 0 { $0.headlineOf = Int32(clamping: index) } }
        }
    }

    /// Without those of which an entry before has the headline: versions of one story count once.
    private func firstTellings(_ entries: ArraySlice<Entry>) -> [(offset: Int, element: Entry)] {
        entries.enumerated().filter { index, entry in
            guard let hash = Block.hash(of: entry.title) else { return true }
            return table[hash].headlineOf == Int32(clamping: index)
        }
    }

    private mutating func findEndings(of entries: ArraySlice<Entry>) {
        let told = firstTellings(entries).map(\.element)
        summaryEnding = SharedEnding(of: told.map(\.summary).filter { !$0.isEmpty })
        contentEnding = SharedEnding(of: told.map(\.content).filter { !$0.isEmpty })
    }

    /// Counts the blocks of one story; `false` where it has none.
    private mutating func count(_ entry: Entry, as story: Int) -> Bool {
        let story = Int32(clamping: story)
        var hasText = false
        var isRepetitive = isRepetitive
        for text in [entry.summary, entry.content] {
            Block.forEach(in: text) { block in
                hasText = true
                let returns = table.update(block.hash) { $0.returns(in: story) }
                if returns ?? false { isRepetitive = true }
            }
        }
        self.isRepetitive = isRepetitive
        return hasText
    }
}

extension BlockSightings {
    /// Counts the block for a story, and says whether it is more than the story's own.
    fileprivate mutating func returns(in story: Int32) -> Bool {
        if lastStory != story {
            lastStory = story
            stories += 1
        }
        return stories >= FurnitureRule.fewest || headlineOf >= 0 && headlineOf != story
    }
}

extension BlockMemory {
    /// Blocks of one entry that are remembered.
    private static let perEntry = 256

    /// The memory with the stories of `entries`, of which it knows none.
    package func adding(_ entries: [Entry]) -> BlockMemory {
        var memory = self
        var headlines: Set<UInt64> = []
        for entry in entries {
            if let headline = Block.hash(of: entry.title), !headlines.insert(headline).inserted { continue }
            let hashes = Self.hashes(of: entry)
            if !hashes.isEmpty { memory.add(hashes) }
        }
        return memory
    }

    private static func hashes(of entry: Entry) -> [UInt64] {
        var seen: Set<UInt64> = []
        var hashes: [UInt64] = []
        for text in [entry.summary, entry.content] {
            Block.forEach(in: text) { block in
                if hashes.count < perEntry, seen.insert(block.hash).inserted { hashes.append(block.hash) }
            }
        }
        return hashes
    }
}
