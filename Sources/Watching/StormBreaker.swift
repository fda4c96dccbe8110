// SPDX-License-Identifier: Apache-2.0
// A site that is rebuilt gives old news under new ids, links and texts: its alerts are told as one a topic, not as dozens.
// Nothing is lost by it, and a feed that is just busy is none of its business.

import Model
import Storing

/// Decides whether a document is such a one. Pure.
///
/// All of it must hold:
/// - the feed is well known: watched for a day, with new entries at three polls or more, of which at most one in ten found
///   hardly anything known, and not the last one;
/// - at least ten entries are listed, nine of ten of them new by every key of the identity ladder;
/// - that is more than twice of what the feed brings at its busiest in the time since the last poll;
/// - the publisher's dates do not say otherwise: entries that came one after another since the last poll are news;
/// - more than three of them would be told.
struct StormBreaker {
    /// The feed before the poll.
    let state: PollState
    let now: Timestamp

    private static let fewestEntries = 10
    private static let fewestMatches = 4
    private static let secondsToKnow = 86_400.0
    private static let pausesToKnow = 3

    /// Whether the alerts of a document with so many entries are told as one.
    func isStorm(_ fresh: [FreshEntry], of entries: Int) -> Bool {
        guard entries >= Self.fewestEntries, fresh.count * 10 >= entries * 9, isWellKnown else { return false }
        guard fresh.count(where: { $0.isTold && !$0.drafts.isEmpty }) >= Self.fewestMatches else { return false }
        return expected * 2 < Double(fresh.count) && !areNews(fresh)
    }

    private var isWellKnown: Bool {
        let rhythm = state.rhythm
        return rhythm.watchedSeconds >= Self.secondsToKnow && rhythm.pauses >= Self.pausesToKnow
            && rhythm.gaps * 10 <= rhythm.pauses && !rhythm.isOverflowing
    }

    /// The most entries that the feed would bring by what was seen of it.
    private var expected: Double {
        guard let last = state.lastSuccess else { return .infinity }
        let rhythm = state.rhythm
        return max(rhythm.peak, rhythm.arrivals / rhythm.watchedSeconds) * max(0, (now - last).inSeconds)
    }

    /// Whether most were published since the last poll, at minutes of their own. Dates that are all the same are those of
    /// the rebuilding.
    private func areNews(_ fresh: [FreshEntry]) -> Bool {
        guard let last = state.lastSuccess else { return true }
        let minutes = fresh.compactMap(\.entry.entry.published).filter { $0 > last }.map { $0.seconds / 60 }
        return Set(minutes).count * 2 > fresh.count
    }
}
