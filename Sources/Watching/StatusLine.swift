// SPDX-License-Identifier: Apache-2.0
// What `systemctl status` shows (sd_notify(3), `STATUS=`): one line, renewed at most every five seconds.

import Model
import Systemd

/// The daemon's state in a line.
struct StatusLine {
    /// How many problems the last configuration had that was not taken; `nil` when the running one is the newest.
    var refusedProblems: Int?
    /// Why the store takes nothing at the moment.
    var storeError: String?

    private var shownAt: Timestamp?
    static let pause: Duration = .seconds(5)

    /// Sends the line to systemd, where there is one. `false` if one was just sent, so that this has to wait.
    mutating func show(
        feeds: some Collection<Feed>, topics: Int, states: [String: PollState], now: Timestamp
    ) -> Bool {
        if let shownAt, now - shownAt < Self.pause, now >= shownAt { return false }
        shownAt = now
        Notify.send(.status(text(feeds: feeds, topics: topics, states: states)))
        return true
    }

    /// Lets the next `show` through at once.
    mutating func renew() {
        shownAt = nil
    }

    private func text(feeds: some Collection<Feed>, topics: Int, states: [String: PollState]) -> String {
        let failing = feeds.count { (states[$0.url]?.failures ?? 0) > 0 }
        let gone = feeds.count { states[$0.url]?.isGone == true }
        let silent = feeds.count { states[$0.url]?.rhythm.isSilent == true }
        let silence = silent > 0 ? ", \(silent) silent" : ""
        var parts = ["\(feeds.count) feeds (\(failing) failing, \(gone) gone\(silence)), \(topics) topics"]
        if let refusedProblems {
            parts.append("new configuration refused for \(refusedProblems) problems, the old one runs")
        }
        if let storeError { parts.append("alerts withheld, \(storeError)") }
        return Printable.line(parts.joined(separator: "; "))
    }
}
