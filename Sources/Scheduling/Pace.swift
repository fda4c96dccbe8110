// SPDX-License-Identifier: Apache-2.0
// How often a feed that answers is polled, and whose word that is.
//
// For a given number of requests the mean time from publication to poll is least when each feed's interval falls with
// the square root of its rate (a Lagrange multiplier over Σ rate·interval/2 and Σ 1/interval). `fetch.interval` is the
// interval of a feed with two entries an hour. A feed whose page of entries could be filled sooner is polled sooner: what
// has left the page is lost.
// The constants are those with which Benchmarks/PollSimulator misses least at equal requests.

import Model

/// An interval, the bounds within which chance may move it, and the reasons.
struct Pace {
    private(set) var interval: Duration
    private(set) var lower: Duration
    private(set) var upper: Duration
    private(set) var decision: PollDecision

    /// What a feed's own `every` says, whatever its publisher and the plan's bounds are.
    init(every: Duration) {
        interval = every
        (lower, upper) = (.seconds(1), every * 1.1)
        decision = PollDecision(.every, [PollDecision.Input(.every, every)])
    }

    init(_ state: PollState, plan: PollPlan) {
        interval = plan.interval
        (lower, upper) = (plan.floor, plan.cap)
        decision = PollDecision(.interval, [PollDecision.Input(.interval, plan.interval)])
        follow(state.rhythm)
        hear(state.wishes, rhythm: state.rhythm, plan: plan)
        bound(plan)
    }

    /// Somewhere within a tenth of the interval, and never outside the bounds. `jitter` is at least 0, less than 1.
    func spread(_ jitter: Double) -> Duration {
        let low = min(max(interval * 0.9, lower), max(lower, upper * 0.9))
        let high = max(low, min(low * (11.0 / 9), upper))
        return low + (high - low) * jitter
    }

    private mutating func follow(_ rhythm: Rhythm) {
        guard rhythm.isKnown else { return }
        let wanted = interval * (Rhythm.usualRate / rhythm.rate).squareRoot()
        set(wanted, by: .rhythm)
        let page = rhythm.secondsBeforeLoss(wanted: wanted.inSeconds)
        if page < wanted.inSeconds { set(.bounded(page), by: .page) }
    }

    /// A `ttl` says for how long a document *may* be kept, so it gives way where entries were seen to leave the page
    /// sooner; what a cache calls fresh would only come again. Either may allow more than the floor does.
    private mutating func hear(_ wishes: PublisherWishes, rhythm: Rhythm, plan: PollPlan) {
        let ttl = note(wishes.ttl, by: .ttl, plan)
        let fresh = note(wishes.freshFor, by: .freshness, plan)
        if let allowed = [ttl, fresh].compactMap(\.self).max(), allowed < plan.floor { lower = allowed }
        if let ttl {
            let page = rhythm.secondsToHalfPage.map(Duration.bounded) ?? ttl
            raise(to: min(ttl, max(page, lower)), by: ttl <= page ? .ttl : .page)
        }
        if let fresh { raise(to: fresh, by: .freshness) }
        if let patience = note(wishes.patience, by: .patience, plan) { raise(to: patience, by: .patience) }
    }

    /// Keeps what is worth keeping of a wish: from a minute to the plan's cap.
    private mutating func note(_ wish: Duration?, by asker: PollDecision.Asker, _ plan: PollPlan) -> Duration? {
        guard let wish, wish > .zero else { return nil }
        decision.inputs.append(PollDecision.Input(asker, wish))
        return min(max(wish, PollPlan.leastFloor), plan.cap)
    }

    private mutating func raise(to bound: Duration, by asker: PollDecision.Asker) {
        lower = max(lower, bound)
        if bound > interval { (interval, decision.decisive) = (bound, asker) }
    }

    private mutating func bound(_ plan: PollPlan) {
        decision.inputs.append(PollDecision.Input(.floor, plan.floor))
        decision.inputs.append(PollDecision.Input(.cap, plan.cap))
        if interval < lower { (interval, decision.decisive) = (lower, .floor) }
        if interval > upper { (interval, decision.decisive) = (upper, .cap) }
    }

    private mutating func set(_ span: Duration, by asker: PollDecision.Asker) {
        decision.inputs.append(PollDecision.Input(asker, span))
        (interval, decision.decisive) = (span, asker)
    }
}

extension Duration {
    /// Seconds up to 100 years, so that no arithmetic overflows.
    static func bounded(_ seconds: Double) -> Duration {
        .milliseconds(Int64((min(max(seconds, 0), 3_153_600_000) * 1_000).rounded()))
    }

    static func * (span: Duration, factor: Double) -> Duration {
        bounded(span.inSeconds * factor)
    }
}
