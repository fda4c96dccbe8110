// SPDX-License-Identifier: Apache-2.0
// A sink that tells one alert after the other and marks each before the next: a crash repeats at most the one in flight,
// with the same id.

import Dispatching
package import Model

/// Sends alerts by an `AlertSender`, made anew for each batch, so that a secret that was exchanged in its file is taken.
package actor SendingSink: AlertSink {
    package nonisolated let name: String
    package nonisolated let expiry: Duration?
    private let makeSender: @Sendable () throws(SendFailure) -> any AlertSender

    private let executor: SerialQueueExecutor
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// After this time a batch ends early, so that whoever watches the dispatcher sees it move.
    private static let patience = Duration.seconds(5)

    /// `makeSender` runs on the sink's own queue and may read files.
    package init(
        name: String, expiry: Duration? = nil, makeSender: @escaping @Sendable () throws(SendFailure) -> any AlertSender
    ) {
        self.name = name
        self.expiry = expiry
        self.makeSender = makeSender
        executor = SerialQueueExecutor(label: "alerts." + name)
    }

    package func deliver(
        _ deliveries: [Delivery], through outbox: any Outbox, at now: Timestamp
    ) async throws -> DeliveryOutcome {
        let sender: any AlertSender
        do throws(SendFailure) {
            sender = try makeSender()
        } catch {
            return DeliveryOutcome(delivered: 0, failure: error.message)
        }
        let start = ContinuousClock.now
        for (index, delivery) in deliveries.enumerated() {
            if let failure = await sender.send(delivery.alert, at: now) {
                return DeliveryOutcome(delivered: index, failure: failure.message, retryAfter: failure.retryAfter)
            }
            FaultPoint.afterSend.reached()
            try await outbox.delivered([delivery.id], to: name, at: now)
            FaultPoint.afterMark.reached()
            if start.duration(to: .now) > Self.patience { return DeliveryOutcome(delivered: index + 1) }
        }
        return DeliveryOutcome(delivered: deliveries.count)
    }
}
