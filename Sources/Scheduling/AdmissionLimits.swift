// SPDX-License-Identifier: Apache-2.0

/// How many polls may be in flight.
package struct AdmissionLimits: Sendable, Hashable {
    /// Altogether, without slow ones; at least 1.
    package var concurrency: Int
    /// How many more may be in flight because as many are slow: servers that hang keep no other feed waiting. Bounded
    /// also where `concurrency` is large: each takes a descriptor.
    package var slow: Int { min(4 * concurrency, 512) }
    /// On one host; at least 1.
    package var perHost: Int
    /// From the start of one poll to the start of the next on the same host; zero for none.
    package var hostGap: Duration
    /// How what was overslept is made up for.
    package var catchingUp: CatchingUp

    package init(
        concurrency: Int = 64, perHost: Int = 2, hostGap: Duration = .seconds(1),
        catchingUp: CatchingUp = CatchingUp(within: .seconds(1_800))
    ) {
        self.concurrency = max(1, concurrency)
        self.perHost = max(1, perHost)
        self.hostGap = max(.zero, hostGap)
        self.catchingUp = catchingUp
    }
}
