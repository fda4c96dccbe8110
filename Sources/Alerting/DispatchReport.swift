// SPDX-License-Identifier: Apache-2.0

/// What the dispatcher tells whoever writes diagnostics; each change once, not every retry.
package enum DispatchReport: Sendable, Hashable {
    /// The sink took nothing, for this reason; it is tried again.
    case failing(sink: String, error: String)
    case recovered(sink: String)
    /// Deliveries were given up because they had waited for longer than the sink's `expiry`.
    case expired(sink: String, count: Int)
    /// The outbox could not be read or marked; the sink waits.
    case outboxFailing(sink: String, error: String)
}

/// What `AlertDispatcher.flushOnce` did.
package struct FlushSummary: Sendable, Hashable {
    /// Deliveries that arrived and are marked.
    package let delivered: Int
    /// Sinks with deliveries left, and why; those behind the first that fails are not tried, since order is kept.
    package let failures: [String: String]

    package init(delivered: Int, failures: [String: String] = [:]) {
        self.delivered = delivered
        self.failures = failures
    }

    /// How many sinks failed.
    package var failed: Int { failures.count }
}
