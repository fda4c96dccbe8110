// SPDX-License-Identifier: Apache-2.0
// What a reload does to plans that were made under other rules.

package import Model

extension PollPlan {
    /// A feed that waits is due by these rules where they want it sooner than the ones it was planned by; what they want
    /// later counts from its next poll on. What the publisher's calendar, `Retry-After` or a failure put off stays so.
    ///
    /// `jitter` is at least 0 and less than 1, random: many feeds that are hastened together shall not come in step.
    package func hastened(_ state: PollState, of feed: Feed, jitter: Double) -> PollState {
        guard let lastPoll = state.lastPoll, let nextPoll = state.nextPoll, state.failures == 0, state.notBefore == nil,
            state.decision.decisive != .skips
        else { return state }
        let pace = feed.interval.map(Pace.init(every:)) ?? Pace(state, plan: self)
        let due = lastPoll + pace.spread(jitter)
        guard due < nextPoll else { return state }
        var state = state
        state.nextPoll = due
        state.decision = pace.decision
        return state
    }
}
