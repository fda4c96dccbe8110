// SPDX-License-Identifier: Apache-2.0

import Dispatching
import Testing

struct ClockTests {
    @Test func `a given wall clock is read each time`() {
        let clock = WallClock { 1_714_154_711 }
        #expect(clock.seconds == 1_714_154_711)
        #expect(clock.sinceEpoch == .seconds(1_714_154_711))
    }

    @Test func `the system's wall clock has whole seconds and a fraction of the same moment`() {
        let clock = WallClock.system
        let (before, exact, after) = (clock.seconds, clock.sinceEpoch, clock.seconds)
        #expect(before <= exact.components.seconds && exact.components.seconds <= after)
    }

    @Test func `monotonic time does not go back`() {
        let clock = MonotonicClock.system
        let readings = (0..<1_000).map { _ in clock.now }
        #expect(zip(readings, readings.dropFirst()).allSatisfy { $0 <= $1 })
    }
}
