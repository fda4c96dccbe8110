// SPDX-License-Identifier: Apache-2.0
// What waits for a sink that the configuration names no more: kept, named, and given up when a person says so.

package import Model
package import Storing

extension Watcher {
    /// Says for which sinks alerts wait that nobody will take.
    func reportUnknownSinks() async {
        guard let waiting = try? await store.waitingCounts() else { return }
        for (sink, count) in waiting.sorted(by: { $0.key < $1.key }) where !watch.sinks.contains(sink) {
            diagnostics.report(.sinkUnknown(sink: sink, waiting: count))
        }
    }

    /// Gives up what waits for `sink`; one that is configured keeps it. The answer is for whoever asked.
    func drop(_ sink: String) async throws -> ControlSocket.Answer {
        guard !watch.sinks.contains(sink) else {
            return AbandonedSink(sink).refusal
        }
        let count = try await AbandonedSink(sink).drop(from: store, at: clock.now)
        if count > 0 { diagnostics.report(.sinkDropped(sink: sink, count: count)) }
        return AbandonedSink(sink).answer(count: count)
    }
}

/// A sink whose waiting alerts are given up: by the daemon or, where none runs, by the command itself.
package struct AbandonedSink {
    package let name: String

    package init(_ name: String) {
        self.name = name
    }

    /// `nil` where it is no such request.
    package init?(request: String) {
        guard request.hasPrefix("drop ") else { return nil }
        name = String(request.dropFirst("drop ".count))
    }

    /// How the daemon is asked.
    package var request: String { "drop " + name }

    /// Returns how many deliveries were given up. Short steps: refreshes get their turn.
    package func drop(from store: Store, at now: Timestamp) async throws(StoreError) -> Int {
        var count = 0
        while case let step = try await store.drop(name, at: now), step > 0 { count += step }
        return count
    }

    package func answer(count: Int) -> ControlSocket.Answer {
        let text = count == 0 ? "nothing waits for a sink \(name)" : "\(name): \(count) waiting alerts given up"
        return ControlSocket.Answer(status: 0, text: text + "\n")
    }

    /// A sink that is configured keeps what waits.
    package var refusal: ControlSocket.Answer {
        ControlSocket.Answer(
            status: 1,
            text: "sink \(name) is configured, and its alerts will go out; remove it from the configuration first and "
                + "reload, or let them expire: alerts.sinks.\(name).expire\n")
    }
}
