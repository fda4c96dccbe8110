// SPDX-License-Identifier: Apache-2.0
// One timer that is armed anew for each next event.

package import Dispatch

/// A one-shot timer that can be armed again and again. Keep it inside the actor that owns the queue; it is not Sendable.
///
/// The clock is monotonic and stands still while the machine sleeps: compare wall time when the handler runs.
package struct DispatchTimer {
    private let source: any DispatchSourceTimer

    /// `handler` runs on `queue` each time the timer fires; an actor on that queue enters itself by `assumeIsolated`.
    package init(queue: DispatchQueue, handler: @escaping @Sendable () -> Void) {
        source = DispatchSource.makeTimerSource(queue: queue)
        source.setEventHandler(handler: handler)
        source.schedule(deadline: .distantFuture)
        source.activate()
    }

    /// Fires once, `delay` from now or up to `leeway` later; replaces what was armed before.
    package func arm(after delay: Duration, leeway: Duration = .milliseconds(100)) {
        source.schedule(
            deadline: .now() + .nanoseconds(Self.nanoseconds(max(delay, .zero))), repeating: .never,
            leeway: .nanoseconds(Self.nanoseconds(leeway)))
    }

    package func disarm() {
        source.schedule(deadline: .distantFuture)
    }

    /// Ends the timer for good.
    package func cancel() {
        source.cancel()
    }

    /// Saturates at about 100 years, where Dispatch's own arithmetic is still safe.
    private static func nanoseconds(_ span: Duration) -> Int {
        let parts = min(span, .seconds(100 * 365 * 86_400)).components
        return Int(parts.seconds) * 1_000_000_000 + Int(parts.attoseconds / 1_000_000_000)
    }
}
