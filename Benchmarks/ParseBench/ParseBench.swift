// SPDX-License-Identifier: Apache-2.0
// How fast feed documents become entries: `ParseBench parse|entries ROUNDS FILE…`, all files in memory beforehand.

import Foundation
import Parsing

/// `parse` ends at the values as published, `entries` at visible text, as the daemon stores it.
enum Mode: String {
    case parse, entries
}

@main
struct ParseBench {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 3, let mode = Mode(rawValue: arguments[1]), let rounds = Int(arguments[2]), rounds > 0
        else {
            throw Usage()
        }
        let documents = try arguments[3...].map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) }
        var (entries, failures, best) = (0, 0, Double.infinity)
        for _ in 0..<rounds {
            let start = cpuSeconds()
            (entries, failures) = measure(documents, mode)
            best = min(best, cpuSeconds() - start)
        }
        let megabytes = Double(documents.reduce(0) { $0 + $1.count }) / 1e6
        print(
            """
            {"tool":"feedwatch \(mode.rawValue)","mb":\(megabytes),"cpu":\(best),"mbps":\(megabytes / best),\
            "entries":\(entries),"bad":\(failures)}
            """)
    }

    private static func measure(_ documents: [[UInt8]], _ mode: Mode) -> (entries: Int, failures: Int) {
        let parser = FeedParser()
        var (entries, failures) = (0, 0)
        for document in documents {
            guard let feed = try? parser.parse(document, baseURL: "https://news.example/feed") else {
                failures += 1
                continue
            }
            entries += mode == .parse ? feed.entries.count : feed.entries().count
        }
        return (entries, failures)
    }

    private static func cpuSeconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }
}

struct Usage: Error, CustomStringConvertible {
    let description = "ParseBench parse|entries ROUNDS FILE…"
}
