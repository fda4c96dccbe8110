// SPDX-License-Identifier: Apache-2.0
// The journal as a sink: one record an alert, each marked before the next is sent, so that a crash repeats at most the one
// in flight. The journal itself cannot be asked in time whether it has a record.

import Dispatching
package import Model
import Systemd

/// Sends alerts to the systemd journal with the fields of `AlertLine.journalFields`.
package actor JournalSink: AlertSink {
    package nonisolated let name = "journal"

    private let executor = SerialQueueExecutor(label: "alerts.journal")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package init() {}

    /// Blocks its own queue while journald's is full.
    package func deliver(
        _ deliveries: [Delivery], through outbox: any Outbox, at now: Timestamp
    ) async throws -> DeliveryOutcome {
        for (index, delivery) in deliveries.enumerated() {
            do {
                try Journal.send(AlertLine.journalFields(delivery.alert))
            } catch {
                return DeliveryOutcome(delivered: index, failure: error.description)
            }
            FaultPoint.afterSend.reached()
            try await outbox.delivered([delivery.id], to: name, at: now)
            FaultPoint.afterMark.reached()
        }
        return DeliveryOutcome(delivered: deliveries.count)
    }
}
