// SPDX-License-Identifier: Apache-2.0
// PollSimulator [--feeds 10000] [--days 30] [--median 10] [--sigma 1.5] [--seed 1] [--interval 65] [--careless]
// Compares ways of polling over the same publishers and prints a table in Markdown. The plan and the queue are the
// daemon's own. `--median` is in entries a day, `--sigma` that of the logarithm of the rates, `--interval` the minutes of
// `fetch.interval` for the plan.

import Foundation
import Model
import Scheduling

@main enum Main {
    static func main() {
        let world = World(
            feeds: Int(option("feeds", 10_000)), days: Int(option("days", 30)), median: option("median", 10),
            sigma: option("sigma", 1.5), seed: UInt64(option("seed", 1)),
            isCareless: CommandLine.arguments.contains("--careless"))
        let interval = option("interval", 65)
        let table = Table(world)
        let hourly = table.row("every 60m", .fixed(3_600))
        let plan = table.row("PollPlan, \(Int(interval))m", .plan(PollPlan(interval: .seconds(interval * 60))))
        _ = table.row("fixed, as many requests", .fixed(86_400 / table.requests(plan)))
        _ = table.row("doubling, as many requests", .doubling(least: doubling(like: table.requests(plan), in: world)))
        _ = table.row("every 30m", .fixed(1_800))
        _ = table.row("PollPlan, 30m (the default)", .plan(PollPlan()))
        let ratio = Double(hourly.missed) / Double(max(1, plan.missed))
        print(String(format: "\nPollPlan misses %.1f times less than polling every 60m.", ratio))
    }

    /// The shortest interval with which doubling makes so many requests a feed and day, found on a part of the world.
    private static func doubling(like requests: Double, in world: World) -> Double {
        let sample = Table(world.sample(500))
        var (low, high) = (30.0, 43_200.0)
        for _ in 0..<14 {
            let middle = (low * high).squareRoot()
            if sample.requests(Simulation.run(.doubling(least: middle), world: sample.world)) > requests {
                low = middle
            } else {
                high = middle
            }
        }
        return high
    }

    private static func option(_ name: String, _ standard: Double) -> Double {
        let arguments = CommandLine.arguments
        guard let place = arguments.firstIndex(of: "--" + name), place + 1 < arguments.count else { return standard }
        return Double(arguments[place + 1]) ?? standard
    }
}
