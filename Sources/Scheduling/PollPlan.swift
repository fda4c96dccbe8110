// SPDX-License-Identifier: Apache-2.0
// When to poll next, and why: a pure function of what is known, what happened, the time and a random number.
// Whose word counts: Retry-After, then a feed's own `every`, then the publisher's wishes, then the feed's rhythm.

package import Model

/// The rules of polling.
package struct PollPlan: Sendable, Hashable {
    /// For a feed with two entries an hour; others are polled more or less often, see `Pace`.
    package let interval: Duration
    /// No two polls of a feed are closer, unless its publisher or its own `every` allows it.
    package let floor: Duration
    /// No two polls are further apart, whatever fails, but for the hours and days that a publisher skips.
    package let cap: Duration

    /// What a publisher may allow at most.
    static let leastFloor = Duration.seconds(60)
    /// The longest `Retry-After` that is believed.
    private static let longestWait = Duration.seconds(86_400)

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
    /// - Returns: `nextPoll` is always set, but for a feed that is gone, and `decision` says why.
    package func next(
        after result: PollResult, state: PollState, feed: Feed, now: Timestamp, jitter: Double
    ) -> PollState {
        var next = state
        next.lastPoll = now
        next.notBefore = nil
        switch result {
        case .changed(let document):
            next.take(document)
            succeed(&next, feed, document.tally, movedTo: document.movedTo, now, jitter)
        case .unchanged(let validators, let movedTo, let freshFor):
            next.validators = validators ?? state.validators
            // A 304 that says nothing leaves what was said before (RFC 9111 §4.3.4).
            next.wishes.freshFor = freshFor ?? state.wishes.freshFor
            succeed(&next, feed, nil, movedTo: movedTo, now, jitter)
        case .gone: giveUp(&next, feed, now, jitter)
        case .retryAfter(let wait, let status):
            if status == 429 { next.wishes.learnPatience(from: now - (state.lastPoll ?? now)) }
            obey(wait, status, &next, feed, now, jitter)
        case .failed(let message, let webPage):
            next.fail(message, webPage: webPage)
            backOff(&next, feed, now, jitter)
        }
        return next
    }

    private func succeed(
        _ next: inout PollState, _ feed: Feed, _ tally: Tally?, movedTo: String?, _ now: Timestamp, _ jitter: Double
    ) {
        let elapsed = now - (next.lastSuccess ?? now)
        next.wishes.fadePatience(elapsed, floor: floor)
        next.rhythm.learn(tally, elapsed: elapsed, now: now)
        next.rhythm.listenForSilence(now: now)
        next.lastSuccess = now
        next.failures = 0
        next.lastError = nil
        next.webPage = nil
        next.isGone = false
        next.note(movedTo: movedTo, feed: feed)
        let pace = feed.interval.map(Pace.init(every:)) ?? Pace(next, plan: self)
        next.decision = pace.decision
        next.plan(after: pace.spread(jitter), of: pace.interval, feed, now: now, jitter: jitter)
    }

    /// Never before the time the server named, and not long after it.
    private func obey(
        _ wait: Duration, _ status: Int, _ next: inout PollState, _ feed: Feed, _ now: Timestamp, _ jitter: Double
    ) {
        let wait = min(max(wait, .zero), Self.longestWait)
        next.fail("HTTP \(status), asked to wait \(wait.inWords)")
        next.notBefore = now + wait
        next.decision = PollDecision(
            .retryAfter, [PollDecision.Input(.retryAfter, wait), PollDecision.Input(.floor, floor)])
        next.plan(after: max(wait, floor) * (1 + 0.1 * jitter), of: max(wait, floor), feed, now: now, jitter: jitter)
    }
}

extension PollState {
    /// Sets `nextPoll` to `delay` from `now`, or later where the publisher's calendar says so, and adds to the decision
    /// what chance and calendar did to `span`.
    mutating func plan(after delay: Duration, of span: Duration, _ feed: Feed, now: Timestamp, jitter: Double) {
        let seconds = max(1, Int64(delay.inSeconds.rounded(.up)))
        decision.inputs.append(PollDecision.Input(.jitter, .seconds(seconds) - span))
        let due = now + .seconds(seconds)
        nextPoll = feed.interval == nil ? wishes.postponed(due, of: span, jitter: jitter, decision: &decision) : due
    }

    /// A page that was told is not forgotten over a fault of another kind, lest it be told again.
    mutating func fail(_ message: String, webPage: WebPage? = nil) {
        self.webPage = webPage ?? (failures >= HealthChange.failuresToTell ? self.webPage : nil)
        failures += 1
        lastError = message
        move = nil
    }

    fileprivate mutating func take(_ document: ReadDocument) {
        validators = document.validators
        bodyHash = document.bodyHash
        title = document.title ?? title
        let patience = wishes.patience
        wishes = document.wishes
        wishes.patience = patience
    }
}
