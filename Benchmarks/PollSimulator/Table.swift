// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Runs ways of polling over one world and prints a row for each.
struct Table {
    let world: World

    init(_ world: World) {
        self.world = world
    }

    /// Requests a feed and day.
    func requests(_ outcome: Outcome) -> Double {
        Double(outcome.requests) / (Double(world.end) / 86_400 * Double(world.publishers.count))
    }

    func row(_ name: String, _ way: Policy.Way) -> Outcome {
        if case .fixed(3_600) = way { printHead() }
        let outcome = Simulation.run(way, world: world)
        let share = 100 * Double(outcome.missed) / Double(max(1, outcome.missed + outcome.seen))
        let isPlan = if case .plan = way { true } else { false }
        let gaps = "\(outcome.flaggedGaps) of \(outcome.gaps), \(outcome.falseFlags) false"
        print(
            String(
                format: "| %@ | %.1f | %d (%.2f %%) | %d / %d | %d | %.1f / %d | %@ | %@ |", name, requests(outcome),
                outcome.missed, share, outcome.missedByOutage, outcome.missedAtFloor, outcome.early,
                outcome.meanMinutes, outcome.p95Minutes,
                isPlan ? gaps : "", isPlan ? "\(outcome.silences)" : ""))
        return outcome
    }

    private func printHead() {
        let entries = world.publishers.reduce(0) { $0 + $1.entries.count { $0 > 0 } }
        print("\(world.publishers.count) feeds, \(entries) entries in \(world.end / 86_400) days\n")
        print(
            "| way | requests a feed and day | entries missed | of them after failures / at the floor | requests before Retry-After "
                + "| wait mean / p95, min | possible gaps told | false silences |\n|---|---|---|---|---|---|---|---|")
    }
}
