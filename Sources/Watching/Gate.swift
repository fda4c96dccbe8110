// SPDX-License-Identifier: Apache-2.0
// A document in the works takes several times its bytes: however many are fetched at once, few are read at once.

import Synchronization

/// Lets a fixed number of tasks through at a time; the others wait in order without a thread.
final class Gate: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(width: Int) {
        state = Mutex(State(free: width))
    }

    /// Runs `body` when there is a place. Waiting is short, since places are held for CPU work and a commit only; it
    /// does not end early by cancellation.
    func pass<Value>(_ body: () async throws -> sending Value) async rethrows -> sending Value {
        await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async {
        await withCheckedContinuation { place in
            let isFree = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting.append(place)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { place.resume() }
        }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.waiting.isEmpty else {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
