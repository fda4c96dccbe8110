// SPDX-License-Identifier: Apache-2.0
// What follows a failure: a longer and longer wait that never becomes for ever, and the end of a feed that says 410.

import Model

extension PollPlan {
    /// A first failure is tried again shortly: most are hiccups. Each further wait is drawn between the last one and
    /// three times that (decorrelated jitter: feeds that failed together do not come back together), up to the cap.
    ///
    /// Called when the failure was counted.
    func backOff(_ next: inout PollState, _ feed: Feed, _ now: Timestamp, _ jitter: Double) {
        next.returnHomeIfLost()
        let base = max(floor, Self.leastFloor)
        let last = next.decision.wish(of: .backoff)
        let wait = last.map { max($0, base) * (1 + 2 * jitter) } ?? base * (1 + 0.5 * jitter)
        // At the cap, too, feeds shall not come in step.
        let bounded = min(wait, max(base, cap * (0.9 + 0.1 * jitter)))
        next.decision = PollDecision(
            .backoff, [PollDecision.Input(.backoff, bounded), PollDecision.Input(.cap, cap)])
        next.plan(after: bounded, of: bounded, feed, now: now, jitter: jitter)
    }

    /// 410 at an address that the feed moved to sends it back to its configured URL; 410 there ends it.
    func giveUp(_ next: inout PollState, _ feed: Feed, _ now: Timestamp, _ jitter: Double) {
        guard next.address == nil else {
            next.address = nil
            next.validators = Validators()
            next.fail("410 Gone at the address that the feed had moved to")
            return backOff(&next, feed, now, jitter)
        }
        next.fail("410 Gone")
        next.isGone = true
        next.nextPoll = nil
        next.decision = PollDecision(.gone)
    }
}
