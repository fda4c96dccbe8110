// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// What a way of polling came to.
struct Outcome {
    var requests = 0
    /// Requests before the end of an announced `Retry-After`.
    var early = 0
    var seen = 0
    /// Entries that left the feed's list before a poll could see them.
    var missed = 0
    /// Those of them that came while the server failed or refused.
    var missedByOutage = 0
    /// Those of them that were missed although the feed had been polled five minutes before.
    var missedAtFloor = 0
    /// Polls that missed entries, those of them that were flagged, and flags where nothing was missed.
    var gaps = 0
    var flaggedGaps = 0
    var falseFlags = 0
    /// Feeds said to be silent though they went on.
    var silences = 0
    /// From publication to poll, by whole minutes.
    var waits = [Int](repeating: 0, count: 2 * 1_440)
    var waitSeconds = 0.0

    var meanMinutes: Double { waitSeconds / 60 / Double(max(1, seen)) }

    /// The wait that 95 % of the entries seen did not exceed.
    var p95Minutes: Int {
        var rest = seen * 95 / 100
        return waits.firstIndex {
            rest -= $0
            return rest <= 0
        } ?? waits.count
    }

    mutating func count(missed entries: Int, isOutage: Bool, isAtFloor: Bool, _ tally: Tally) {
        missed += entries
        if isOutage { missedByOutage += entries } else if isAtFloor { missedAtFloor += entries }
        if entries > 0 { gaps += 1 }
        if tally.isPossibleGap { if entries > 0 { flaggedGaps += 1 } else { falseFlags += 1 } }
    }

    mutating func count(wait: Int32) {
        seen += 1
        waitSeconds += Double(wait)
        waits[min(Int(wait) / 60, waits.count - 1)] += 1
    }
}
