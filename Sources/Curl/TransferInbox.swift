// SPDX-License-Identifier: Apache-2.0
// The only door into libcurl's thread. Everything behind the lock is short; the thread takes all that waits at once.

import CLibCurl
import Synchronization

/// What other threads ask of libcurl's thread.
final class TransferInbox: Sendable {
    struct Arrival: Sendable {
        let request: TransferRequest
        let ticket: TransferTicket
        let completion: @Sendable (TransferResult) -> Void
    }

    /// In the order to be followed: arrivals first, so that what was cancelled right after is known.
    struct Orders {
        var arrivals: [Arrival] = []
        var cancelled: [TransferTicket] = []
        var isClosing = false
    }

    /// Unchecked, because the pointer is used for nothing but curl_multi_wakeup, which libcurl allows from any thread
    /// while the handle lives; `state` is locked then, and `forgetHandle` takes the pointer away under the same lock.
    private struct WakeableHandle: @unchecked Sendable {
        let raw: UnsafeMutableRawPointer
    }

    private struct State {
        var orders = Orders()
        var multi: WakeableHandle?
        var isWoken = false
        var hasEnded = false
        var whenEnded: [@Sendable () -> Void] = []

        mutating func wake() {
            guard let multi, !isWoken else { return }
            isWoken = true
            curl_multi_wakeup(multi.raw)
        }
    }

    private let state = Mutex(State())

    /// `false` if the loop takes no transfers any more.
    func add(_ arrival: Arrival) -> Bool {
        state.withLock { state in
            guard !state.orders.isClosing, !state.hasEnded else { return false }
            state.orders.arrivals.append(arrival)
            state.wake()
            return true
        }
    }

    func cancel(_ ticket: TransferTicket) {
        state.withLock { state in
            guard !state.hasEnded else { return }
            state.orders.cancelled.append(ticket)
            state.wake()
        }
    }

    func wake() {
        state.withLock { $0.wake() }
    }

    /// `whenEnded` runs once the thread has let go of libcurl; at once if it has.
    func close(whenEnded: @escaping @Sendable () -> Void = {}) {
        let hasEnded = state.withLock { state in
            if !state.hasEnded { state.whenEnded.append(whenEnded) }
            state.orders.isClosing = true
            state.wake()
            return state.hasEnded
        }
        if hasEnded { whenEnded() }
    }

    /// libcurl's thread: here is the handle to wake.
    func begin(multi: UnsafeMutableRawPointer) {
        let handle = WakeableHandle(raw: multi)
        state.withLock { $0.multi = handle }
    }

    /// libcurl's thread: all that waits.
    func take() -> Orders {
        state.withLock { state in
            state.isWoken = false
            defer { state.orders = Orders(isClosing: state.orders.isClosing) }
            return state.orders
        }
    }

    /// libcurl's thread: the handle is about to go.
    func forgetHandle() {
        state.withLock { $0.multi = nil }
    }

    /// The thread is over, or never was: late transfers are cancelled and those who wait for the end are told.
    func end() {
        let (late, waiting) = state.withLock { state in
            defer { (state.orders.arrivals, state.whenEnded) = ([], []) }
            state.hasEnded = true
            return (state.orders.arrivals, state.whenEnded)
        }
        for arrival in late { arrival.completion(.failure(.cancelled)) }
        for tell in waiting { tell() }
    }
}
