// SPDX-License-Identifier: Apache-2.0
// What each poll teaches about how a feed publishes. Three memories: the rate over weeks (how soon news should be
// fetched), the peak over hours (how soon entries leave the page) and the longest pause over months (what silence is
// normal). All are a few numbers that fade; no history is kept.

import Glibc
import Model

extension Rhythm {
    /// After so long what was seen counts half.
    private static let rateHalfLife = 7.0 * 86_400
    private static let peakHalfLife = 6.0 * 3_600
    private static let pauseHalfLife = 60.0 * 86_400
    /// A feed's own dates count like so many seconds of watching: they may lie.
    private static let trust = 6.0 * 3_600

    /// A poll was answered: `tally: nil` for an unchanged document. `elapsed` is the time since the last that was.
    mutating func learn(_ tally: Tally?, elapsed: Duration, now: Timestamp) {
        guard lastArrival != nil else {
            if let tally, tally.entries > 0 { begin(tally, now: now) }
            return
        }
        let seconds = max(1, elapsed.inSeconds)
        fade(seconds)
        watchedSeconds += seconds
        guard let tally, tally.entries > 0 else { return }
        page = tally.isWhole ? tally.entries : max(page, tally.entries)
        isOverflowing = tally.isPossibleGap
        if isOverflowing { gaps += 1 }
        if tally.new > 0 { count(tally.new, in: seconds, now: now) }
    }

    /// The first document tells by its dates that a feed is fast: half of its entries came since the middle one. That it
    /// is slow only watching tells.
    private mutating func begin(_ tally: Tally, now: Timestamp) {
        page = tally.entries
        lastArrival = now
        guard let age = tally.medianAge?.inSeconds else { return }
        let rate = Double(tally.entries) / 2 / max(60, age)
        guard rate > Self.usualRate else { return }
        watchedSeconds = Self.trust
        arrivals = rate * Self.trust
    }

    private mutating func fade(_ seconds: Double) {
        let rate = exp2(-seconds / Self.rateHalfLife)
        arrivals *= rate
        watchedSeconds *= rate
        peak *= exp2(-seconds / Self.peakHalfLife)
        longestPause *= exp2(-seconds / Self.pauseHalfLife)
    }

    /// The peak takes the number less its own chance variation (√n), so that it is not driven up by luck; where the
    /// page overflowed there were more entries than could be seen.
    private mutating func count(_ new: Int, in seconds: Double, now: Timestamp) {
        let count = Double(new)
        arrivals += count
        peak = max(peak, (count - count.squareRoot()) * (isOverflowing ? 2 : 1) / seconds)
        if let lastArrival {
            longestPause = max(longestPause, (now - lastArrival).inSeconds)
            pauses += 1
        }
        lastArrival = now
        isSilent = false
    }
}

extension Rhythm {
    /// A rate that the default interval suits: two entries an hour. Also what is believed of a feed that was not watched.
    static let usualRate = 2.0 / 3_600
    /// The usual rate counts like so much watching.
    private static let doubt = 1_800.0

    /// Entries a second in the long run.
    var rate: Double {
        (arrivals + Self.usualRate * Self.doubt) / (watchedSeconds + Self.doubt)
    }

    var isKnown: Bool { watchedSeconds > 0 }

    /// For how many seconds the feed may be left alone lest entries leave its page unseen, at most `wanted`.
    ///
    /// News come in bursts. Let a page fill within f seconds of one. A poll that comes sooner loses nothing. For longer
    /// intervals T the loss of a burst's beginning grows with (T - f)²/T; weighed against the wait and the requests, as
    /// in `Pace`, the best interval has T² = θ·wanted² + (1 - θ)·f², θ being the weight of the wait. Once a burst is
    /// seen, half of the page at its pace is the limit: the middle of the third to two thirds of known entries that
    /// Media Cloud aims at.
    func secondsBeforeLoss(wanted: Double) -> Double {
        guard page > 0 else { return wanted }
        let full = Double(page) / (rate * Self.burst)
        let blended = (Self.weightOfWait * wanted * wanted + (1 - Self.weightOfWait) * full * full).squareRoot()
        return min(wanted > full ? blended : wanted, secondsToHalfPage ?? wanted)
    }

    /// In how many seconds half of the page is new at the fastest pace seen of late; `nil` where none was.
    var secondsToHalfPage: Double? {
        page > 0 && peak > 0 ? Double(page) / 2 / peak : nil
    }

    /// What a feed brings in the long run it may bring so many times as fast any moment.
    private static let burst = 20.0
    private static let weightOfWait = 0.1

    /// A feed is silent when nothing has come for three times its longest pause. That takes a week of watching, nights
    /// and a weekend among it, and ten pauses; a poll or two that were late prove nothing.
    mutating func listenForSilence(now: Timestamp) {
        guard let lastArrival, pauses >= Self.pausesToKnow, watchedSeconds >= Self.secondsToKnow else { return }
        if (now - lastArrival).inSeconds > 3 * max(longestPause, 3_600) { isSilent = true }
    }

    private static let pausesToKnow = 10
    /// A week, faded by its own half-life.
    private static let secondsToKnow = 5.0 * 86_400
}
