// SPDX-License-Identifier: Apache-2.0

package import Model

/// A way to tell one alert to somebody outside.
package protocol AlertSender: Sendable {
    /// Tells the alert; returns when it arrived for certain (`nil`) or did not as far as can be known.
    ///
    /// Runs on the caller's queue and may block it. The same alert may come again: at least once, with its id.
    nonisolated(nonsending) func send(_ alert: Alert, at now: Timestamp) async -> SendFailure?
}

/// Why an alert did not arrive.
package struct SendFailure: Error, Sendable, Hashable {
    /// One line with operation, place and cause; no secret is in it.
    package let message: String
    /// How long the other side asks to be left alone.
    package let retryAfter: Duration?

    package init(_ message: String, retryAfter: Duration? = nil) {
        self.message = message
        self.retryAfter = retryAfter
    }
}
