// SPDX-License-Identifier: Apache-2.0
// libcurl's multi interface for the rest of the house: any number of transfers, one thread that owns all of libcurl.
// Sockets as Dispatch sources were not taken: libcurl closes a descriptor right after it says so, and libdispatch then
// uses freed memory (libdispatch #949). curl_multi_poll costs the same as epoll at 64 transfers.

import Synchronization

/// Performs transfers on a thread of its own until it is shut down or released.
///
/// Admission is the caller's: each transfer submitted starts at once.
package final class TransferLoop: Sendable {
    private let inbox = TransferInbox()

    /// - Parameters:
    ///   - maxIdleConnections: how many connections libcurl keeps altogether once their transfer is over.
    ///   - onTurn: called on libcurl's thread each time its loop turns: at least once a second while a transfer is in
    ///     flight, and at least every 20 seconds when idle. It must not block.
    package init(maxIdleConnections: Int, onTurn: @escaping @Sendable () -> Void) {
        let inbox = inbox
        let hasStarted = PosixThread.start(name: "libcurl") {
            TransferThread.run(inbox: inbox, maxIdleConnections: maxIdleConnections, onTurn: onTurn)
        }
        if !hasStarted { inbox.end() }
    }

    deinit {
        inbox.close()
    }

    /// Starts a transfer. `completion` is called once, on libcurl's thread (or on the caller's if the loop was shut
    /// down), and must not block it.
    package func submit(
        _ request: TransferRequest, ticket: TransferTicket = TransferTicket(),
        completion: @escaping @Sendable (TransferResult) -> Void
    ) {
        let arrival = TransferInbox.Arrival(request: request, ticket: ticket, completion: completion)
        if !inbox.add(arrival) { completion(.failure(.cancelled)) }
    }

    /// Ends the transfer as `cancelled`, also when it has not been submitted yet. Nothing happens if it is over.
    package func cancel(_ ticket: TransferTicket) {
        ticket.isCancelled.store(true, ordering: .relaxed)
        inbox.cancel(ticket)
    }

    /// Performs one transfer; the task's cancellation ends it.
    package func perform(_ request: TransferRequest) async -> TransferResult {
        let ticket = TransferTicket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                submit(request, ticket: ticket) { continuation.resume(returning: $0) }
            }
        } onCancel: {
            cancel(ticket)
        }
    }

    /// Makes the loop turn now: for a watchdog that asks an idle loop whether it is alive.
    package func ping() {
        inbox.wake()
    }

    /// Ends all transfers as `cancelled`, closes all connections and returns when the thread has let go of libcurl.
    /// Hung transfers and name look-ups do not delay it. May be called more than once.
    package func shutdown() async {
        await withCheckedContinuation { continuation in
            inbox.close { continuation.resume() }
        }
    }
}

/// The handle by which a transfer is cancelled.
package final class TransferTicket: Sendable {
    let isCancelled = Atomic(false)

    package init() {}
}

extension TransferError {
    static let cancelled = TransferError(kind: .cancelled, message: "cancelled")
}
