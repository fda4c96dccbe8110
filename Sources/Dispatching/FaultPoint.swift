// SPDX-License-Identifier: Apache-2.0
// Named places at which a test makes the process die or hang, so that recovery is tested on the real program.

import Glibc
import Synchronization

/// The steps between which nothing may be lost. `FEEDWATCH_FAULT=kill@after-commit:3` kills the process (SIGKILL) when it
/// reaches a point for the third time; `hang@store` blocks the thread that reaches it for ever.
/// Without the variable a point costs one comparison.
package enum FaultPoint: String, Sendable {
    case afterFetch = "after-fetch"
    case afterParse = "after-parse"
    case afterMatch = "after-match"
    case insideTransaction = "inside-transaction"
    case afterCommit = "after-commit"
    case afterIntent = "after-intent"
    case afterHalfAppend = "after-half-append"
    case afterAppend = "after-append"
    case afterSend = "after-send"
    case afterMark = "after-mark"
    case checkpoint = "checkpoint"
    /// Each turn of the store's queue, the alerts' queue and libcurl's thread: for `hang`.
    case store, alerts, transfers

    /// Whether the plan names this point: a step that only a test wants made in two parts asks first.
    package var isPlanned: Bool { Plan.fromEnvironment?.point == self }

    /// Call where the step has just been made.
    package func reached() {
        guard let plan = Plan.fromEnvironment, plan.point == self else { return }
        let visit = Plan.visits.withLock { count in
            count += 1
            return count
        }
        guard visit == plan.visit else { return }
        switch plan.effect {
        case .kill: kill(getpid(), SIGKILL)
        case .hang: while true { sleep(3_600) }
        }
    }
}

private struct Plan {
    enum Effect: String { case kill, hang }

    let effect: Effect
    let point: FaultPoint
    let visit: Int

    static let visits = Mutex(0)
    static let fromEnvironment: Plan? = getenv("FEEDWATCH_FAULT").flatMap { Plan(String(cString: $0)) }

    /// Reads `EFFECT@POINT[:VISIT]`.
    init?(_ text: String) {
        let parts = text.split(separator: "@", maxSplits: 1)
        guard parts.count == 2, let effect = Effect(rawValue: String(parts[0])) else { return nil }
        let place = parts[1].split(separator: ":", maxSplits: 1)
        guard let name = place.first, let point = FaultPoint(rawValue: String(name)) else { return nil }
        (self.effect, self.point) = (effect, point)
        visit = place.count > 1 ? Int(place[1]) ?? 1 : 1
    }
}
