// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Scheduling

/// Feeds that were planned under rules which a reload has changed.
@Suite struct HasteningTests {
    private let plan = PollPlan()
    private let start = Timestamp(seconds: 1_793_491_200)

    private func waiting(_ asker: PollDecision.Asker = .every, failures: Int = 0) -> PollState {
        var state = PollState(nextPoll: start + .seconds(86_400), lastPoll: start, failures: failures)
        state.decision = PollDecision(asker, [])
        return state
    }

    private func hastened(_ state: PollState, every: Duration) -> PollState {
        plan.hastened(state, of: Feed(url: "https://a.example/", interval: every), jitter: 0.5)
    }

    @Test func `a feed that is to be polled more often is due sooner`() throws {
        let due = try #require(hastened(waiting(), every: .seconds(600)).nextPoll)
        #expect(due > start + .seconds(500) && due < start + .seconds(700))
    }

    @Test func `one that is to be polled less often keeps its next poll`() {
        #expect(hastened(waiting(), every: .seconds(9 * 86_400)) == waiting())
    }

    @Test func `what was put off stays so`() {
        for state in [waiting(.skips), waiting(.backoff, failures: 3)] {
            #expect(hastened(state, every: .seconds(600)) == state)
        }
        var asked = waiting(.retryAfter)
        asked.notBefore = start + .seconds(3_600)
        #expect(hastened(asked, every: .seconds(600)) == asked)
    }
}
