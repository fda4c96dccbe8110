// SPDX-License-Identifier: Apache-2.0
// A busy topic: as many entries as wanted within 48 hours, one in four of which tells a story that others told.

import Foundation
import Grouping
import Model
import TestSupport

/// Words are drawn by Zipf's law from 30,000, as news has them; so many entries share many common words.
struct Load {
    let count: Int
    private static let vocabulary = 30_000

    func measure() {
        var random = SeededRandom(seed: 1)
        let entries = (0..<count).reduce(into: [Entry]()) { entries, number in
            entries.append(number % 4 == 3 ? retold(entries[number - 2], &random) : entry(number, &random))
        }
        var index = StoryIndex()
        var joined = 0
        var slowest = 0.0
        let start = cpuSeconds()
        for (number, entry) in entries.enumerated() {
            let before = cpuSeconds()
            let at = Timestamp(seconds: 1_700_000_000 + Int64(number) * 172_800 / Int64(count))
            let placement = index.place(entry, feed: "feed \(number % 997)", at: at, proposedID: "\(number)")
            if case .joins = placement { joined += 1 }
            slowest = max(slowest, cpuSeconds() - before)
        }
        let each = (cpuSeconds() - start) / Double(count) * 1e6
        print("\(count) entries, \(joined) joined: \(Int(each)) µs of CPU each, at most \(Int(slowest * 1e6))")
    }

    private func entry(_ number: Int, _ random: inout SeededRandom) -> Entry {
        let length = 30 + random.next(below: 120)
        return Entry(
            id: "\(number)", title: words(10, &random), url: "https://news.example/\(number)",
            summary: words(length, &random))
    }

    /// Another outlet's words about the same: half of them are new.
    private func retold(_ entry: Entry, _ random: inout SeededRandom) -> Entry {
        func change(_ text: String) -> String {
            text.split(separator: " ").map { random.next(below: 2) == 0 ? String($0) : word(&random) }
                .joined(separator: " ")
        }
        return Entry(title: change(entry.title), summary: change(entry.summary))
    }

    private func words(_ count: Int, _ random: inout SeededRandom) -> String {
        (0..<count).map { _ in word(&random) }.joined(separator: " ")
    }

    /// The rank that a uniform number falls to when rank r is 1 / r as likely as the first.
    private func word(_ random: inout SeededRandom) -> String {
        let part = Double(random.next() >> 11) / Double(UInt64(1) << 53)
        return "w\(Int(exp(part * log(Double(Self.vocabulary)))))"
    }
}

private func cpuSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}
