// SPDX-License-Identifier: Apache-2.0
// What a poll changed about a feed's health: each change is told once, when it happens, from the states before and
// after. A hiccup is none.

package import Model

/// Something about a feed that its reader may want to know.
package enum HealthChange: Sendable, Hashable {
    /// It failed `HealthChange.failuresToTell` times in a row.
    case failing(failures: Int, error: String)
    /// It failed as often, and gives a web page in place of the feed. Told apart from other failures, and also where a
    /// streak that was told already comes to it.
    case webPage(WebPage, failures: Int, error: String)
    /// It works again after a streak that was told.
    case recovered(failures: Int)
    /// 410: it is not polled any more.
    case gone
    /// It is polled at another address from now on.
    case moved(to: String)
    /// Hardly an entry of the document was known: some may have been missed. Told when it begins, not while it lasts.
    case possibleGap(entries: Int)
    /// Nothing new has come for three times its longest pause.
    case silent(since: Timestamp)
    /// Something new came after such a silence.
    case spoke

    /// A streak is told when it is so long.
    package static let failuresToTell = 3

    /// In the order of the cases above.
    package static func between(_ before: PollState, _ after: PollState) -> [HealthChange] {
        [
            page(before, after) ?? streak(before, after), after.isGone && !before.isGone ? .gone : nil,
            move(before, after),
            gap(before.rhythm, after.rhythm), silence(before.rhythm, after.rhythm),
        ].compactMap(\.self)
    }

    private static func page(_ before: PollState, _ after: PollState) -> HealthChange? {
        guard let page = after.webPage, after.failures >= failuresToTell, !after.isGone,
            before.webPage == nil || before.failures < failuresToTell
        else { return nil }
        return .webPage(page, failures: after.failures, error: after.lastError ?? "unknown")
    }

    private static func streak(_ before: PollState, _ after: PollState) -> HealthChange? {
        if after.failures == failuresToTell, before.failures < after.failures, !after.isGone {
            return .failing(failures: after.failures, error: after.lastError ?? "unknown")
        }
        guard after.failures == 0, before.failures >= failuresToTell else { return nil }
        return .recovered(failures: before.failures)
    }

    private static func move(_ before: PollState, _ after: PollState) -> HealthChange? {
        guard let address = after.address, address != before.address else { return nil }
        return .moved(to: address)
    }

    private static func gap(_ before: Rhythm, _ after: Rhythm) -> HealthChange? {
        after.isOverflowing && !before.isOverflowing ? .possibleGap(entries: after.page) : nil
    }

    private static func silence(_ before: Rhythm, _ after: Rhythm) -> HealthChange? {
        guard after.isSilent != before.isSilent else { return nil }
        return after.isSilent ? after.lastArrival.map { .silent(since: $0) } : .spoke
    }
}
