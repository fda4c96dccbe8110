// SPDX-License-Identifier: Apache-2.0
// How fast entries are matched: `match-bench ROUNDS TERMS-A-TOPIC TERMS ENTRIES`, a term or an entry a line.
//
// Each term is a signal of 0.001 points, so that no topic is reached: finding the words and summing up is measured, not
// the telling. The terms found are counted in a round of their own, with a topic for each term.

import Foundation
import Matching
import Model

@main
struct MatchBench {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let rounds = Int(arguments[1]), let size = Int(arguments[2]), rounds > 0, size > 0
        else { throw Usage() }
        let terms = try lines(arguments[3]).map { $0.lowercased() }
        let entries = try lines(arguments[4]).map { Entry(content: $0) }
        let topics = topics(terms, size: size, points: 0.001)
        let start = cpuSeconds()
        let matcher = TopicMatcher(topics: topics)
        let build = cpuSeconds() - start
        let best = (0..<rounds).map { _ in measure(matcher, entries).seconds }.min() ?? 0
        let hits = measure(TopicMatcher(topics: Self.topics(terms, size: 1, points: 1)), entries).matches
        let megabytes = Double(entries.reduce(0) { $0 + $1.content.utf8.count + 1 }) / 1e6
        print(
            """
            {"tool":"feedwatch","terms":\(terms.count),"topics":\(topics.count),"build":\(build),"mb":\(megabytes),\
            "cpu":\(best),"mbps":\(megabytes / best),"hits":\(hits)}
            """)
    }

    private static func measure(_ matcher: TopicMatcher, _ entries: [Entry]) -> (seconds: Double, matches: Int) {
        let start = cpuSeconds()
        let matches = entries.reduce(0) { $0 + matcher.match($1, from: nil).count }
        return (cpuSeconds() - start, matches)
    }

    private static func topics(_ terms: [String], size: Int, points: Double) -> [Topic] {
        stride(from: 0, to: terms.count, by: size).map { start in
            let signals = terms[start...].prefix(size).map { Topic.Signal(points: points, expression: "\"\($0)\"") }
            return Topic(id: "t\(start)", threshold: 0.3, signals: signals, bodyCap: 1)
        }
    }

    private static func lines(_ path: String) throws -> [String] {
        try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: 0x0A).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    private static func cpuSeconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }
}

struct Usage: Error, CustomStringConvertible {
    let description = "match-bench ROUNDS TERMS-A-TOPIC TERMS ENTRIES"
}
