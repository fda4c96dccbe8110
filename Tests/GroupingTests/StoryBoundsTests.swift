// SPDX-License-Identifier: Apache-2.0

import Model
import TestSupport
import Testing

@testable import Grouping

/// What holds for any entries in any order.
struct StoryBoundsTests {
    private static let start = Timestamp(seconds: 1_714_154_711)

    private struct Arrival {
        let entry: Entry
        let feed: String
        let at: Timestamp
    }

    /// Entries of `feeds` feeds with words from a small vocabulary, so that many are alike; some tell what another told.
    private func arrivals(_ count: Int, feeds: Int, seed: UInt64) -> [Arrival] {
        var random = SeededRandom(seed: seed)
        func words(_ count: Int) -> String {
            (0..<count).map { _ in "w\(random.next(below: 1 + random.next(below: 400)))" }.joined(separator: " ")
        }
        var entries: [Entry] = []
        return (0..<count).map { number in
            var entry = Entry(id: "\(number)", title: words(8), url: "https://a.example/\(number)", summary: words(40))
            if random.next(below: 3) == 0, let told = entries.randomElement(using: &random) {
                entry.title = told.title
                entry.summary = told.summary.split(separator: " ").prefix(30).joined(separator: " ") + " " + words(10)
            }
            entries.append(entry)
            let at = Self.start + .seconds(number * 600)
            return Arrival(entry: entry, feed: "feed \(random.next(below: feeds))", at: at)
        }
    }

    private func place(_ arrivals: [Arrival], in index: inout StoryIndex) -> [StoryPlacement] {
        arrivals.map { index.place($0.entry, feed: $0.feed, at: $0.at, proposedID: $0.entry.id ?? "") }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `the same arrivals give the same stories, also after a restart in between`(seed: UInt64) {
        let all = arrivals(400, feeds: 30, seed: seed)
        var index = StoryIndex()
        let placed = place(all, in: &index)
        #expect(placed.contains { $0 != .opens })
        for split in [1, 150, 399] {
            var again = StoryIndex()
            for (arrival, placement) in zip(all, placed).prefix(split) {
                let story = if case .joins(let story) = placement { story } else { arrival.entry.id ?? "" }
                again.remember(story: story, feed: arrival.feed, at: arrival.at, entry: arrival.entry)
            }
            #expect(place(Array(all.dropFirst(split)), in: &again) == Array(placed.dropFirst(split)))
        }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `a feed's entries stay apart in any order`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let words = (0..<12).map { number in
            (0..<12).map { "w\($0 % 3 == 0 ? $0 : number * 100 + $0)" }.joined(separator: " ")
        }
        for _ in 0..<5 {
            var index = StoryIndex()
            for text in words.shuffled(using: &random) {
                let entry = Entry(title: text, summary: text)
                #expect(index.place(entry, feed: "a", at: Self.start, proposedID: text) == .opens)
            }
        }
    }

    @Test func `no two tellings of a story come from one feed, but for one text`() {
        let all = arrivals(600, feeds: 5, seed: 9)
        var index = StoryIndex()
        var tellers: [String: [Arrival]] = [:]
        for (arrival, placement) in zip(all, place(all, in: &index)) {
            guard case .joins(let story) = placement else {
                tellers[arrival.entry.id ?? ""] = [arrival]
                continue
            }
            let isTold = tellers[story, default: []].contains { $0.feed == arrival.feed }
            let hasSameText = tellers[story, default: []].contains { $0.entry.title == arrival.entry.title }
            #expect(!isTold || hasSameText)
            tellers[story, default: []].append(arrival)
        }
    }

    @Test func `what is kept is bounded by the capacity, and nothing is kept of what is forgotten`() {
        var index = StoryIndex(capacity: 100)
        _ = place(arrivals(1_000, feeds: 20, seed: 3), in: &index)
        #expect(index.size.members <= 100 && index.size.stories <= 100)
        #expect(index.size.slots <= 1_000)
        let late = Self.start + .seconds(40 * 86_400)
        _ = index.place(Entry(title: "One two"), feed: "a", at: late, proposedID: "x")
        #expect(index.size.members == 1 && index.size.stories == 1 && index.size.words == 2)
        #expect(index.size.addresses == 0)
    }

    /// Counted rather than timed: what is looked at for one entry must not grow with what is remembered.
    @Test func `10,000 entries with the same words cost no more each than 1,000`() {
        var index = StoryIndex(capacity: 16_384)
        let text = (0..<24).map { "word\($0)" }.joined(separator: " ")
        var most = 0
        for number in 0..<10_000 {
            let entry = Entry(title: "Live \(number)", summary: "\(text) \(number)")
            _ = index.place(entry, feed: "feed \(number % 50)", at: Self.start, proposedID: "\(number)")
            most = max(most, index.comparisons)
        }
        #expect(index.count == 10_000)
        #expect(most <= 360)
    }
}
