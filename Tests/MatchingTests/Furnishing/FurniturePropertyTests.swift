// SPDX-License-Identifier: Apache-2.0

import Model
import TestSupport
import Testing
import Wording

@testable import Matching

struct FurniturePropertyTests {
    /// FEEDWATCH_RANDOM_PAIRS asks for more, as in `PropertyTests`.
    private static let feeds = UInt64(PropertyTests.pairs / 50)

    private static let blocks = [
        "Home", "Read more", "中国 新闻", "Sign up for the newsletter that tells you all about it every morning.",
        "The ministers meet again in Geneva", "Été", "By Jo Doe", "A", "US and China talk of tariffs once more",
        "He said that it would be “enough for today, and for all who came”, and left the room without a word.",
    ]

    /// A feed over few blocks and few headlines, so that much of it meets.
    private func feed(_ random: inout SeededRandom) -> [Entry] {
        let lines = Int.random(in: 1...12, using: &random)
        return (0..<Int.random(in: 1...40, using: &random)).map { number in
            func text() -> String {
                (0..<Int.random(in: 0...lines, using: &random)).map { line in
                    Bool.random(using: &random)
                        ? "Own line \(line) of \(number)" : Self.blocks.randomElement(using: &random) ?? ""
                }.joined(separator: "\n")
            }
            let isShared = Int.random(in: 0..<8, using: &random) == 0
            let title = isShared ? Self.blocks.randomElement(using: &random) ?? "" : "Headline \(number)"
            return Entry(title: title, summary: text(), content: text())
        }
    }

    @Test func `what is left out is what a plain count says`() {
        for seed in 0..<Self.feeds {
            var random = SeededRandom(seed: seed)
            let feed = feed(&random)
            let census = BlockCensus(feed)
            let naive = NaiveFurniture(feed)
            for entry in feed {
                let kept = entry.without(census.furniture(of: entry))
                let expected = naive.kept(entry)
                #expect(lines(kept.summary) == expected.summary, "seed \(seed)")
                #expect(lines(kept.content) == expected.content, "seed \(seed)")
            }
        }
    }

    @Test func `an entry's own lines are never left out`() {
        for seed in 0..<Self.feeds {
            var random = SeededRandom(seed: seed)
            let feed = feed(&random)
            let census = BlockCensus(feed)
            let memory = BlockMemory().adding(feed)
            let remembered = BlockCensus(memory, of: feed)
            for entry in feed {
                let own = lines(entry.summary + "\n" + entry.content).filter { $0.hasPrefix("Own") }
                for census in [census, remembered] {
                    let kept = entry.without(census.furniture(of: entry))
                    #expect(lines(kept.summary + "\n" + kept.content).filter { $0.hasPrefix("Own") } == own)
                }
            }
        }
    }

    @Test func `a feed of 10,000 entries of 10,000 lines each is counted in bounded memory`() {
        var table = BlockTable()
        for hash in UInt64(1)...100_000 { table.update(hash) { $0.stories += 1 } }
        #expect(table[3].stories == 1 && table[100_000].stories == 0)
        var memory = BlockMemory()
        for story in UInt64(0)..<200 { memory.add((0..<256).map { story << 20 | $0 }) }
        #expect(memory.blocks.count <= BlockMemory.limit && memory.stories < 64)
    }

    private func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }
}

/// The rule of `BlockCensus` over lines, counted the slow way; without endings inside a line.
private struct NaiveFurniture {
    private let stories: [Entry]
    private let told: [[String]]

    init(_ entries: [Entry]) {
        stories = entries
        var seen: Set<String> = []
        told = entries.filter { $0.title.isEmpty || seen.insert($0.title).inserted }
            .map(Self.lines).filter { !$0.isEmpty }
    }

    func kept(_ entry: Entry) -> (summary: [String], content: [String]) {
        var bytes = StandingBytes()
        for line in Self.lines(entry) { bytes.add(line.utf8.count, standing(line, in: entry)) }
        func kept(_ text: String) -> [String] {
            text.split(separator: "\n").map(String.init).filter { !bytes.leavesOut(standing($0, in: entry)) }
        }
        return (kept(entry.summary), kept(entry.content))
    }

    private func standing(_ line: String, in entry: Entry) -> BlockStanding {
        let count = told.count { $0.contains(line) }
        let isProse = line.utf8.count >= 60 && line.hasSuffix(".")
        let standing = FurnitureRule.standing(count, of: told.count, isProse: isProse)
        let isLink = line != entry.title && line.utf8.count >= 20 && stories.contains { $0.title == line }
        return (standing == .own || standing == .rareLink) && isLink && !isProse ? .link : standing
    }

    private static func lines(_ entry: Entry) -> [String] {
        (entry.summary + "\n" + entry.content).split(separator: "\n").map(String.init)
    }
}
