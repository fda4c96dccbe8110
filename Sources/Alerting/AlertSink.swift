// SPDX-License-Identifier: Apache-2.0

package import Model

/// A place where alerts are told. Does its blocking work on a queue of its own, so that one that hangs delays nobody.
package protocol AlertSink: Sendable {
    /// The name of its rows in the outbox.
    var name: String { get }

    /// How long an alert may wait for this sink before it is given up; `nil` for ever.
    var expiry: Duration? { get }

    /// Tells the deliveries in order and marks in `outbox` what arrived, stopping at the first that does not.
    ///
    /// Throws what the outbox throws; trouble of the sink itself is an outcome. May be called again after either, and after
    /// a crash at any point: what arrived then is found out first.
    func deliver(_ deliveries: [Delivery], through outbox: any Outbox, at: Timestamp) async throws -> DeliveryOutcome
}

extension AlertSink {
    package var expiry: Duration? { nil }
}

/// How far a sink came with the deliveries it was given.
package struct DeliveryOutcome: Sendable, Hashable {
    /// How many arrived and are marked, counted from the first.
    package let delivered: Int
    /// Why the next one did not arrive, as a sentence with operation, subject and cause; `nil` when all that were tried
    /// did.
    package let failure: String?
    /// How long the sink's other side asks to be left alone after a failure.
    package let retryAfter: Duration?

    /// Fewer than all without a failure: the sink wants to be asked again for the rest.
    package init(delivered: Int, failure: String? = nil, retryAfter: Duration? = nil) {
        self.delivered = delivered
        self.failure = failure
        self.retryAfter = retryAfter
    }
}
