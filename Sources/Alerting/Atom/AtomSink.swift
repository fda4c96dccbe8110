// SPDX-License-Identifier: Apache-2.0
// Alerts as Atom feeds (RFC 4287) in a folder, one a topic, for any reader to subscribe to. A feed is replaced whole by
// rename, and holds an alert once however often it is delivered: the ids of its entries are the alerts'.

import Dispatching
package import Model

/// Keeps the newest alerts of each topic in `TOPIC.atom`.
package actor AtomSink: AlertSink {
    package nonisolated let name: String
    package nonisolated let expiry: Duration?
    private let directory: String
    private let newest: Int

    private let executor: SerialQueueExecutor
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// `directory` is made where it is missing. `newest`: how many alerts a feed holds.
    package init(name: String, expiry: Duration? = nil, directory: String, newest: Int) {
        self.name = name
        self.expiry = expiry
        self.directory = directory
        self.newest = newest
        executor = SerialQueueExecutor(label: "alerts." + name)
    }

    /// Blocks while it writes. All alerts given are in their files, or none counts as delivered.
    package func deliver(
        _ deliveries: [Delivery], through outbox: any Outbox, at now: Timestamp
    ) async throws -> DeliveryOutcome {
        do throws(FileError) {
            for (topic, alerts) in Dictionary(grouping: deliveries.map(\.alert), by: \.topic) {
                try add(alerts, to: topic)
            }
        } catch {
            return DeliveryOutcome(delivered: 0, failure: error.description)
        }
        FaultPoint.afterSend.reached()
        try await outbox.delivered(deliveries.map(\.id), to: name, at: now)
        FaultPoint.afterMark.reached()
        return DeliveryOutcome(delivered: deliveries.count)
    }

    private func add(_ alerts: [Alert], to topic: String) throws(FileError) {
        let file = ReplacedFile(path: directory + "/" + topic + ".atom")
        var document = AtomDocument(topic: topic)
        if let text = try file.text() {
            guard let read = AtomDocument(topic: topic, reading: text) else { throw file.foreign }
            document = read
        }
        guard document.add(alerts, keeping: newest) else { return }
        try file.replace(with: Array(document.text.utf8))
    }
}
