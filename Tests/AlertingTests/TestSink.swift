// SPDX-License-Identifier: Apache-2.0

import Alerting
import Dispatch
import Dispatching
import Model
import Synchronization

/// A sink that remembers what it was told, can refuse, and can block its own queue's thread as a hung disk does.
actor TestSink: AlertSink {
    nonisolated let name: String
    nonisolated let expiry: Duration?
    private(set) var told: [String] = []
    private var refusals: Int
    private let gate: Gate?

    private let executor: SerialQueueExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ name: String, refusals: Int = 0, expiry: Duration? = nil, gate: Gate? = nil) {
        self.name = name
        self.expiry = expiry
        self.refusals = refusals
        self.gate = gate
        executor = SerialQueueExecutor(label: "test." + name)
    }

    func deliver(
        _ deliveries: [Delivery], through outbox: any Outbox, at now: Timestamp
    ) async throws -> DeliveryOutcome {
        gate?.pass()
        for (index, delivery) in deliveries.enumerated() {
            guard refusals == 0 else {
                refusals -= 1
                return DeliveryOutcome(delivered: index, failure: "send to \(name): refused")
            }
            told.append(delivery.alert.title)
            try await outbox.delivered([delivery.id], to: name, at: now)
        }
        return DeliveryOutcome(delivered: deliveries.count)
    }
}

/// Holds whoever passes, thread and all, until it is opened; says when the first has come.
final class Gate: Sendable {
    private let opened = DispatchSemaphore(value: 0)
    private let arrivals: AsyncStream<Void>
    private let arrived: AsyncStream<Void>.Continuation

    init() {
        (arrivals, arrived) = AsyncStream.makeStream()
    }

    func pass() {
        arrived.yield()
        opened.wait()
        opened.signal()
    }

    func open() {
        opened.signal()
    }

    /// Returns when somebody is held.
    func isHolding() async {
        for await _ in arrivals { return }
    }
}

/// A clock that stands still until it is moved.
final class ManualClock: Sendable {
    private let seconds = Atomic<Int64>(1_714_154_711)

    var clock: WallClock { WallClock { self.seconds.load(ordering: .relaxed) } }

    func advance(by seconds: Int64) {
        self.seconds.wrappingAdd(seconds, ordering: .relaxed)
    }
}
