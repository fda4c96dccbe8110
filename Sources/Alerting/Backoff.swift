// SPDX-License-Identifier: Apache-2.0

/// How long a sink that failed is left alone: doubling from one second to five minutes, with jitter, so that many sinks on
/// one dead server do not come back in step.
enum Backoff {
    static let longest: Duration = .seconds(300)

    /// The wait after failure number `attempts` + 1. `jitter` from 0 up to 1 takes up to half of it away; never under 1 s.
    static func delay(attempts: Int, jitter: Double) -> Duration {
        let seconds = Double(min(300, 1 << min(max(attempts, 0), 9)))
        return .seconds(max(1, Int((seconds * (1 - jitter / 2)).rounded())))
    }
}
