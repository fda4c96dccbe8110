// SPDX-License-Identifier: Apache-2.0

package import Matching
import Model

/// What the edit of one topic does to the stories it tells.
package struct TopicEffect: Sendable, Hashable {
    package let pair: TopicPair
    /// Stories told by the old and by the new version.
    package fileprivate(set) var before = 0
    package fileprivate(set) var after = 0
    package fileprivate(set) var gained = 0
    package fileprivate(set) var lost = 0
    /// Told by both, but with another score or by another entry.
    package fileprivate(set) var rescored = 0
    /// The stories of each day with any, by the days since 1970 in UTC, in order.
    package fileprivate(set) var days: [Day] = []

    package struct Day: Sendable, Hashable {
        package let day: Int64
        package fileprivate(set) var before = 0
        package fileprivate(set) var after = 0
    }

    init(_ pair: TopicPair) {
        self.pair = pair
    }

    /// Stories gained and lost, for each that the old version tells; infinite where it tells none and the new one does.
    package var share: Double {
        let changed = gained + lost
        if changed == 0 { return 0 }
        return before == 0 ? .infinity : Double(changed) / Double(before)
    }
}

extension StoryLedger {
    /// By the topics of the comparison, in their order.
    func effects(of pairs: [TopicPair]) -> [TopicEffect] {
        var effects = pairs.map(TopicEffect.init)
        var days = pairs.map { _ in [Int64: TopicEffect.Day]() }
        forEachStory { pair, old, new in
            effects[pair].count(old, new)
            if let old { days[pair][old.day, default: TopicEffect.Day(day: old.day)].before += 1 }
            if let new { days[pair][new.day, default: TopicEffect.Day(day: new.day)].after += 1 }
        }
        for pair in pairs.indices { effects[pair].days = days[pair].values.sorted { $0.day < $1.day } }
        return effects
    }
}

extension TopicEffect {
    fileprivate mutating func count(_ old: StoryTelling?, _ new: StoryTelling?) {
        before += old == nil ? 0 : 1
        after += new == nil ? 0 : 1
        switch (old, new) {
        case (nil, _?): gained += 1
        case (_?, nil): lost += 1
        default: rescored += old == new ? 0 : 1
        }
    }
}

extension StoryTelling {
    fileprivate var day: Int64 { seen.seconds.floorDivided(by: 86_400) }
}
