// SPDX-License-Identifier: Apache-2.0
// Runs one way of polling over the world, from poll to poll; no time passes in between.

import Model
import Scheduling

struct Simulation {
    private struct Progress {
        /// How many entries have been seen or missed.
        var taken = 0
        var lastRequest = Int32.min / 2
        var lastRead = Int32.min / 2
        var refusedUntil = Int32.min
        var failedSince = false
    }

    /// The floor with its chance.
    private static let floor: Int32 = 370

    private let world: World
    private var policy: Policy
    private var random: SeededRandom
    private var queue = DueQueue()
    private var progress: [Progress]
    private var outcome = Outcome()
    private var order: UInt64 = 0

    init(_ way: Policy.Way, world: World, seed: UInt64) {
        self.world = world
        policy = Policy(way, feeds: world.publishers.count)
        random = SeededRandom(seed)
        progress = Array(repeating: Progress(), count: world.publishers.count)
    }

    static func run(_ way: Policy.Way, world: World, seed: UInt64 = 7) -> Outcome {
        var simulation = Simulation(way, world: world, seed: seed)
        return simulation.run()
    }

    private mutating func run() -> Outcome {
        for feed in world.publishers.indices { plan(feed, at: Int32(feed % 3_600)) }
        while let item = queue.popDue(now: .seconds(Int64(world.end) - 1)) {
            let (feed, now) = (item.feed, Int32(item.due.components.seconds))
            let answer = poll(feed, at: now)
            let wasSilent = policy.isSilent(feed)
            let wait = policy.wait(
                after: answer, of: feed, wishes: world.publishers[feed].wishes, at: now, jitter: random.unit())
            if !wasSilent, policy.isSilent(feed) { outcome.silences += 1 }
            plan(feed, at: now + max(1, wait))
        }
        for feed in world.publishers.indices { close(feed) }
        return outcome
    }

    /// What had left the page unseen when the world ended.
    private mutating func close(_ feed: Int) {
        let publisher = world.publishers[feed]
        outcome.missed += max(0, publisher.entries.count - publisher.page - progress[feed].taken)
    }

    private mutating func plan(_ feed: Int, at moment: Int32) {
        order += 1
        queue.insert(DueQueue.Item(due: .seconds(Int64(moment)), order: order, feed: feed))
    }

    private mutating func poll(_ feed: Int, at now: Int32) -> Answer {
        let publisher = world.publishers[feed]
        outcome.requests += 1
        if now < progress[feed].refusedUntil { outcome.early += 1 }
        let isPushy = now - progress[feed].lastRequest < publisher.patience
        progress[feed].lastRequest = now
        if publisher.outage.contains(now) {
            progress[feed].failedSince = true
            return .failed
        }
        if isPushy || now < progress[feed].refusedUntil {
            progress[feed].refusedUntil = max(progress[feed].refusedUntil, now + 3_600)
            progress[feed].failedSince = true
            return .refused(seconds: progress[feed].refusedUntil - now)
        }
        return read(publisher, feed, at: now)
    }

    /// The feed lists the last `page` entries of those that have appeared.
    private mutating func read(_ publisher: Publisher, _ feed: Int, at now: Int32) -> Answer {
        let (entries, taken) = (publisher.entries, progress[feed].taken)
        let appeared = entries.endIndex(of: now, from: taken)
        defer { progress[feed].lastRead = now }
        guard appeared > taken else { return .unchanged }
        let first = max(0, appeared - publisher.page)
        let visible = max(first, taken)..<appeared
        let tally = Tally(
            entries: appeared - first, new: visible.count,
            medianAge: .seconds(Int64(now - entries[(first + appeared) / 2])))
        if taken > 0 {
            outcome.count(
                missed: visible.lowerBound - taken, isOutage: progress[feed].failedSince,
                isAtFloor: now - progress[feed].lastRead < Self.floor, tally)
            for entry in entries[visible] { outcome.count(wait: now - entry) }
        }
        progress[feed].taken = appeared
        progress[feed].failedSince = false
        return .read(tally)
    }
}

extension [Int32] {
    /// The index after the last element that is not greater than `limit`; all before `from` are not. In O(log n) of
    /// the number of those between.
    fileprivate func endIndex(of limit: Int32, from: Int) -> Int {
        var (low, step) = (from, 1)
        while low + step <= count, self[low + step - 1] <= limit {
            low += step
            step *= 2
        }
        var high = Swift.min(low + step, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] <= limit { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
