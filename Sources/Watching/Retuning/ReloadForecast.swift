// SPDX-License-Identifier: Apache-2.0
// What a new configuration would have told of the last day: to be said after a reload, or before it, where the user has set
// how much more it may be.

import Configuring
import Foundation
import Glibc
import Matching
import Model
import Storing
import Synchronization

/// A comparison of the topics of two configurations over what came in lately. Bounded, and at a low priority: polling goes
/// on beside it. It is made once, however often it is asked.
final class ReloadForecast: Sendable {
    /// Of the entries of this time.
    private static let span = Duration.seconds(86_400)
    /// A day of ten thousand feeds is larger; of that the newest are looked at.
    private static let bounds = AlertBacktest.Bounds(entries: 50_000, time: .seconds(10))
    /// So many stories a day are no flood, whatever they are a multiple of.
    private static let fewest = 5

    private let backtest: AlertBacktest
    private let storePath: String
    private let topicFolder: String
    private let limit: Double?
    private let known = Mutex<[TopicForecast]?>(nil)

    init(from old: Configuration, to new: Configuration) {
        backtest = AlertBacktest(
            from: TopicRules(topics: old.topics, feeds: old.feeds),
            to: TopicRules(topics: new.topics, feeds: new.feeds), window: new.stories.window)
        storePath = old.store.path
        topicFolder = new.directory + "/topics/"
        limit = new.reload.maxAlertChange
    }

    /// What each topic that can tell other stories would have told before and after. Empty where the store cannot be read,
    /// which the daemon learns in another way.
    func topics(at now: Timestamp) async -> [TopicForecast] {
        guard backtest.canChangeStories else { return [] }
        if let known = known.withLock(\.self) { return known }
        let made = await withCheckedContinuation { done in
            Thread.detachNewThread {
                // On Linux a priority is the thread's own (setpriority(2)).
                setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
                done.resume(returning: self.run(at: now))
            }
        }
        known.withLock { $0 = made }
        return made
    }

    /// The topics that would tell more than the user allows (`reload.max_alert_change`), as errors in their files.
    func floods(at now: Timestamp) async -> [Problem] {
        guard let limit else { return [] }
        return await topics(at: now).filter { Double($0.after) > limit * Double(max($0.before, Self.fewest)) }.map {
            Problem(
                file: topicFolder + $0.topic + ".yaml",
                message: "\($0), more than reload.max_alert_change allows",
                advice: "see which by feedwatch topics diff --since 1d; feedwatch reload --force takes it all the same")
        }
    }

    private func run(at now: Timestamp) -> [TopicForecast] {
        guard let store = try? StoreReader(path: storePath),
            let result = try? backtest.run(over: store, since: now - Self.span, within: Self.bounds)
        else { return [] }
        return result.effects.filter { $0.pair.new != nil && $0.pair.changesMatching && $0.before + $0.after > 0 }.map {
            TopicForecast(
                topic: $0.pair.id, before: $0.before, after: $0.after, entries: result.isWhole ? nil : result.entries)
        }
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
        return "topic \(topic): would have told \(after) \(after == 1 ? "story" : "stories") \(span), \(before) before"
    }
}
