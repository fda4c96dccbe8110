// SPDX-License-Identifier: Apache-2.0
// When to poll next, and why: a pure function of what is known, what happened, the time and a random number.
// Publisher's hints (Cache-Control, ttl, skipHours) and the overlap of two fetches will change `Pace.interval`, nothing
// else.

package import Model

/// The rules of polling.
package struct PollPlan: Sendable, Hashable {
    /// For feeds without an interval of their own.
    package let interval: Duration
    /// No two polls of a feed are closer.
    package let floor: Duration
    /// No two polls are further apart, whatever fails.
    package let cap: Duration

    package init(
        interval: Duration = .seconds(1_800), floor: Duration = .seconds(300), cap: Duration = .seconds(86_400)
    ) {
        self.interval = interval
        self.floor = floor
        self.cap = max(cap, floor)
    }

    /// The state after a poll at `now`.
    /// - Parameters:
    ///   - result: what the poll came to.
    ///   - state: the state before it.
    ///   - feed: for its own interval, and its configured URL.
    ///   - now: the moment when the poll ended.
    ///   - jitter: at least 0 and less than 1, random: it keeps feeds from moving in step.
    /// - Returns: `nextPoll` and `reason` are always set, but for a feed that is gone, whose `nextPoll` is `nil`.
    package func next(
        after result: PollResult, state: PollState, feed: Feed, now: Timestamp, jitter: Double
    ) -> PollState {
        var next = state
        next.lastPoll = now
        next.notBefore = nil
        switch result {
        case .changed(let validators, let bodyHash, let title, let movedTo):
            next.validators = validators
            next.bodyHash = bodyHash
            next.title = title ?? state.title
            succeed(&next, feed, movedTo, now, jitter)
        case .unchanged(let validators, let movedTo):
            next.validators = validators ?? state.validators
            succeed(&next, feed, movedTo, now, jitter)
        case .gone: next.giveUp(feed, plan: self, now, jitter)
        case .retryAfter(let wait, let message): obey(wait, message, &next, now, jitter)
        case .failed(let message): backOff(&next, message, now, jitter)
        }
        return next
    }

    /// When a feed is due as the daemon starts: as planned, but at most one interval from now if the plan was made by a
    /// clock that was ahead of `now`. `nil` is at once.
    package func due(_ state: PollState, of feed: Feed, now: Timestamp) -> Timestamp? {
        guard let planned = state.nextPoll else { return nil }
        guard let last = state.lastPoll, last > now else { return planned }
        return min(planned, now + clamped(feed.interval ?? interval))
    }

    func clamped(_ span: Duration) -> Duration {
        min(max(span, floor), cap)
    }

    private func succeed(
        _ next: inout PollState, _ feed: Feed, _ movedTo: String?, _ now: Timestamp, _ jitter: Double
    ) {
        next.lastSuccess = now
        next.failures = 0
        next.lastError = nil
        next.isGone = false
        next.note(movedTo: movedTo, feed: feed)
        let pace = Pace(feed: feed, plan: self)
        next.nextPoll = now + clamped(pace.interval * (0.9 + 0.2 * jitter))
        next.reason = pace.reason
    }

    /// A failure that repeats is waited for longer and longer, a first one shortly: most are hiccups.
    func backOff(_ next: inout PollState, _ message: String, _ now: Timestamp, _ jitter: Double) {
        next.fail(message)
        next.returnHomeIfLost()
        let doublings = min(next.failures - 1, 20)
        let delay = min(cap, max(floor, .seconds(60)) * (1 << doublings))
        next.nextPoll = now + clamped(delay * (0.75 + 0.5 * jitter))
        next.reason = "backoff after \(next.failures) failure\(next.failures == 1 ? "" : "s")"
    }

    /// Never before the time the server named, and never long after it.
    private func obey(
        _ wait: Duration, _ message: String, _ next: inout PollState, _ now: Timestamp, _ jitter: Double
    ) {
        next.fail(message)
        let wait = min(max(wait, .zero), .seconds(86_400))
        next.notBefore = now + wait
        next.nextPoll = now + max(wait, floor) * (1 + 0.1 * jitter)
        next.reason = "the server asked to wait \(wait.inWords) (Retry-After)"
    }
}

extension PollState {
    mutating func fail(_ message: String) {
        failures += 1
        lastError = message
    }

    /// 410 at an address that the feed moved to sends it back to its configured URL; 410 there ends it.
    mutating func giveUp(_ feed: Feed, plan: PollPlan, _ now: Timestamp, _ jitter: Double) {
        guard address == nil else {
            address = nil
            return plan.backOff(&self, "410 Gone at the address that the feed had moved to", now, jitter)
        }
        fail("410 Gone")
        isGone = true
        nextPoll = nil
        reason = "gone: the server answers 410, the feed is not polled any more"
    }
}
