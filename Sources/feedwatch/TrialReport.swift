// SPDX-License-Identifier: Apache-2.0
// A topic's verdicts on a few entries, told one by one, or on many, told by what is nearest to the threshold.

import Matching
import Model

struct TrialReport {
    /// Up to so many entries are told in full.
    private static let few = 20
    /// Of more, so many on each side of the threshold.
    private static let nearest = 3

    private typealias Judged = (verdict: Verdict, entry: Entry)

    private let topic: String
    private let limit: Int
    private let isWhole: Bool
    /// All of them, while they are few.
    private var first: [Judged] = []
    private var count = 0
    private var matched = 0
    private var strongest: Ranking<Judged>
    private var weakest = Ranking<Judged>(limit: nearest)
    private var misses = Ranking<Judged>(limit: nearest)

    /// `limit`: of how many matches the titles are listed; `isWhole`: every entry is told in full.
    init(topic: String, limit: Int, isWhole: Bool) {
        (self.topic, self.limit, self.isWhole) = (topic, limit, isWhole)
        strongest = Ranking(limit: limit)
    }

    mutating func add(_ verdict: Verdict, _ entry: Entry) {
        count += 1
        if verdict.isMatch { matched += 1 }
        if isWhole { return tell((verdict, entry)) }
        if first.count < Self.few { first.append((verdict, entry)) }
        if verdict.isMatch {
            strongest.add((verdict, entry), rank: verdict.score)
            weakest.add((verdict, entry), rank: -verdict.score)
        } else if verdict.score > 0 {
            misses.add((verdict, entry), rank: verdict.score - verdict.threshold)
        }
    }

    /// `source` names what the entries are of.
    func finish(_ source: String) {
        if count == 1, let only = first.first { return Terminal.print(lines(only)) }
        if !isWhole {
            if count <= Self.few { first.forEach(tell) } else { summarise() }
        }
        Terminal.print("\(topic) matches \(matched.grouped) of \(count.grouped) entries of \(source)")
    }

    private func summarise() {
        if limit > 0, matched > 0 { list() }
        let near = weakest.items.reversed()
        if !near.isEmpty { heading("The matches nearest to the threshold") }
        near.forEach(tell)
        if !misses.items.isEmpty { heading("The misses nearest to it") }
        misses.items.forEach(tell)
    }

    private func list() {
        heading("Matches, strongest first")
        for (verdict, entry) in strongest.items {
            Terminal.print("  \(verdict.score.points)  \(VerdictText.title(of: entry))")
        }
        let more = matched - strongest.items.count
        Terminal.print(more > 0 ? "  … and \(more.grouped) more (--limit \(matched) lists them all)\n" : "")
    }

    private func heading(_ text: String) {
        Terminal.print("\(text):\n")
    }

    private func tell(_ judged: Judged) {
        Terminal.print(lines(judged) + "\n")
    }

    private func lines(_ judged: Judged) -> String {
        VerdictText.lines(judged.verdict, topic: topic, entry: judged.entry)
    }
}

/// The items of highest rank; of equal ones those that came first.
struct Ranking<Item> {
    private let limit: Int
    private var ranked: [(rank: Double, item: Item)] = []

    init(limit: Int) {
        self.limit = limit
    }

    /// By falling rank.
    var items: [Item] { ranked.map(\.item) }

    mutating func add(_ item: Item, rank: Double) {
        if ranked.count >= limit, let last = ranked.last, last.rank >= rank { return }
        guard limit > 0 else { return }
        let place = ranked.firstIndex { $0.rank < rank } ?? ranked.count
        ranked.insert((rank, item), at: place)
        if ranked.count > limit { ranked.removeLast() }
    }
}
