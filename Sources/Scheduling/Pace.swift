// SPDX-License-Identifier: Apache-2.0
// How often a healthy feed is polled, and whose word that is.

import Model

/// An interval with the reason for it.
struct Pace {
    /// Within the plan's floor and cap.
    let interval: Duration
    /// "every 30m".
    let reason: String

    init(feed: Feed, plan: PollPlan) {
        let wanted = feed.interval ?? plan.interval
        interval = plan.clamped(wanted)
        let note = interval > wanted ? " (the floor)" : interval < wanted ? " (the cap)" : ""
        reason = "every \(interval.inWords)" + note
    }
}

extension Duration {
    /// `90s`, `30m`, `6h`, `2d`: the largest unit that divides whole seconds, as configurations write it.
    var inWords: String {
        let seconds = components.seconds
        let unit = [(86_400, "d"), (3_600, "h"), (60, "m")].first { seconds >= $0.0 && seconds % Int64($0.0) == 0 }
        guard let unit else { return "\(seconds)s" }
        return "\(seconds / Int64(unit.0))\(unit.1)"
    }

    /// Rounded to whole milliseconds.
    static func * (span: Duration, factor: Double) -> Duration {
        let parts = span.components
        let seconds = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
        return .milliseconds(Int64((seconds * factor * 1_000).rounded()))
    }
}
