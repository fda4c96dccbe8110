// SPDX-License-Identifier: Apache-2.0

/// How long a sink that failed is left alone: doubling from one second to five minutes, with jitter, so that many sinks on
/// one dead server do not come back in step.
enum Backoff {
    static let longest: Duration = .seconds(300)

    /// The wait after failure number `attempts` + 1. `jitter` from 0 up to 1 takes up to half of it away; never under 1 s,
    /// nor under what the other side asked for, as far as that is not beyond the longest.
    static func delay(attempts: Int, jitter: Double, asked: Duration? = nil) -> Duration {
        let seconds = Double(min(300, 1 << min(max(attempts, 0), 9)))
        let own = Duration.seconds(max(1, Int((seconds * (1 - jitter / 2)).rounded())))
        return max(own, min(asked ?? .zero, longest))
    }
}
