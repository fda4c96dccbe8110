// SPDX-License-Identifier: Apache-2.0
// One publisher of the simulated world: when entries appear, how many the feed lists, and how its server answers.

import Foundation
import Model

/// All times are seconds from the first poll; a week before it belongs to the world as well.
struct Publisher {
    /// When entries appear, sorted.
    let entries: [Int32]
    /// How many the feed lists.
    let page: Int
    let wishes: PublisherWishes
    /// When the server fails; empty for most.
    let outage: Range<Int32>
    /// A request sooner than this after the last is refused, with a `Retry-After` of an hour; 0 for most.
    let patience: Int32

    private static let pages = [10, 10, 15, 20, 20, 25, 30, 50, 100]

    /// `median` is in entries a day, `sigma` the standard deviation of the logarithm of the rates.
    init(median: Double, sigma: Double, world: World, random: inout SeededRandom) {
        let rate = min(3_000, median * exp(sigma * random.normal()))
        entries = Self.entries(rate: rate, world: world, random: &random)
        // Half an hour's entries at least, as far as a hundred hold them.
        let least = world.isCareless ? 0 : min(100, Int(rate / 48))
        page = max(least, Self.pages[Int(random.unit() * Double(Self.pages.count))])
        let turnover = world.isCareless ? .infinity : Double(page) / 2 / (rate / 86_400)
        wishes = Self.wishes(upTo: turnover, &random)
        let broken = Int32(random.unit() * Double(world.end))
        outage = random.happens(0.02) ? broken..<(broken + 3_600 * Int32(1 + random.unit() * 48)) : 0..<0
        patience = random.happens(0.03) ? Int32(min(900, turnover)) : 0
    }

    /// A Poisson process by the hour: by day more than by night, for two thirds of the feeds; and twice in ten days on
    /// average an hour or two of ten times as much.
    private static func entries(rate: Double, world: World, random: inout SeededRandom) -> [Int32] {
        let swing = random.happens(0.67) ? 0.6 + 0.39 * random.unit() : 0
        let phase = random.unit() * 24
        var burst = 0
        var entries: [Int32] = []
        for hour in stride(from: world.begin, to: world.end, by: 3_600) {
            if burst > 0 { burst -= 1 } else if random.happens(0.2 / 24) { burst = 1 + Int(random.unit() * 2) }
            let light = 1 + swing * sin(2 * .pi * (Double(hour) / 3_600 + phase) / 24)
            let count = random.poisson(rate / 24 * light * (burst > 0 ? 10 : 1))
            let times = (0..<count).map { _ in hour + Int32(random.unit() * 3_600) }
            entries += times.sorted()
        }
        return entries
    }

    /// One in twenty has a `ttl`, as many a `max-age`; nobody but the careless asks to be polled so seldom that half of
    /// his page is new.
    private static func wishes(upTo longest: Double, _ random: inout SeededRandom) -> PublisherWishes {
        let kind = random.unit()
        let (ttl, fresh) = ([900.0, 1_800, 3_600], [60.0, 300, 600, 900])
        if kind < 0.05 { return PublisherWishes(ttl: .seconds(min(longest, ttl[Int(random.unit() * 3)]))) }
        if kind < 0.10 { return PublisherWishes(freshFor: .seconds(min(longest, fresh[Int(random.unit() * 4)]))) }
        return PublisherWishes()
    }
}

/// Publishers and the time they are watched for.
struct World {
    let begin: Int32 = -7 * 86_400
    let end: Int32
    /// Whether publishers choose pages and ask for intervals without a thought for what is missed.
    let isCareless: Bool
    private(set) var publishers: [Publisher] = []

    init(feeds: Int, days: Int, median: Double, sigma: Double, seed: UInt64, isCareless: Bool) {
        self.isCareless = isCareless
        end = Int32(days) * 86_400
        var random = SeededRandom(seed)
        for _ in 0..<feeds {
            publishers.append(Publisher(median: median, sigma: sigma, world: self, random: &random))
        }
    }

    /// The same world with some of its publishers, for trying out.
    func sample(_ count: Int) -> World {
        var world = self
        world.publishers = Array(publishers.prefix(count))
        return world
    }
}
