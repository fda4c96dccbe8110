// SPDX-License-Identifier: Apache-2.0
// What a new configuration would have told of the last day: to be said after a reload, or before it, where the user has set
// how much more it may be.

import Configuring
import Foundation
import Glibc
import Matching
import Model
import Storing

/// A comparison of the topics of two configurations over what came in lately. Bounded, and at a low priority: polling goes
/// on beside it.
struct ReloadForecast: Sendable {
    /// Of the entries of this time.
    private static let span = Duration.seconds(86_400)
    /// A day of ten thousand feeds is larger; of that the newest are looked at.
    private static let bounds = AlertBacktest.Bounds(entries: 50_000, time: .seconds(10))
    /// So many stories a day are no flood, whatever they are a multiple of.
    private static let fewest = 5

    private let backtest: AlertBacktest
    private let storePath: String

    init(from old: Configuration, to new: Configuration) {
        backtest = AlertBacktest(
            from: TopicRules(topics: old.topics, feeds: old.feeds),
            to: TopicRules(topics: new.topics, feeds: new.feeds), window: new.stories.window)
        storePath = old.store.path
    }

    /// Whether the edit can tell other stories at all.
    var isOfUse: Bool { backtest.canChangeStories }

    /// What each topic would have told before and after; a topic of which that cannot change is left out. Empty where the
    /// store cannot be read, which the daemon learns in another way.
    func effects(at now: Timestamp) async -> [TopicForecast] {
        await withCheckedContinuation { done in
            Thread.detachNewThread {
                // On Linux a priority is the thread's own (setpriority(2)).
                setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
                done.resume(returning: run(at: now))
            }
        }
    }

    private func run(at now: Timestamp) -> [TopicForecast] {
        guard let store = try? StoreReader(path: storePath),
            let result = try? backtest.run(over: store, since: now - Self.span, within: Self.bounds)
        else { return [] }
        return result.effects.filter { $0.pair.new != nil && $0.before + $0.after > 0 }.map {
            TopicForecast(
                topic: $0.pair.id, before: $0.before, after: $0.after, entries: result.isWhole ? nil : result.entries)
        }
    }

    /// The topics that would tell more than `factor` times the stories they told before.
    static func floods(among forecasts: [TopicForecast], factor: Double) -> [TopicForecast] {
        forecasts.filter { Double($0.after) > factor * Double(max($0.before, fewest)) }
    }
}

/// How many stories a topic would have told in the last day before and after an edit.
struct TopicForecast: Sendable, Hashable, CustomStringConvertible {
    let topic: String
    let before: Int
    let after: Int
    /// Where only so many of the newest entries were looked at; `nil` for the whole day.
    let entries: Int?

    var description: String {
        let span = entries.map { "among the last \($0) entries" } ?? "in the last day"
        return "topic \(topic): would have told \(after) stories \(span), \(before) before"
    }
}
