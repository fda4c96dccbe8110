// SPDX-License-Identifier: Apache-2.0
// The loop that owns the multi handle and everything hanging on it. All of it happens on one thread.

import CLibCurl
import Glibc

/// libcurl's thread: start what came in, let libcurl move, hand out what is finished, wait.
struct TransferThread {
    private let inbox: TransferInbox
    private let multi: UnsafeMutableRawPointer
    private let onTurn: @Sendable () -> Void
    private var active: [ObjectIdentifier: Transfer] = [:]
    /// When slow ones were looked for.
    private var lastLook = MonotonicTime.now
    /// Whether of some transfer it is to be seen yet whether it is slow.
    private var isLookingOut = false
    /// Handles ready to be used again: a new one costs about as much as an unchanged feed.
    private var spare: [EasyHandle] = []

    private static let maxSpareHandles = 64
    private static let lookMilliseconds: Int32 = 100
    private static let busyWaitMilliseconds: Int32 = 1_000
    private static let idleWaitMilliseconds: Int32 = 20_000

    /// Returns when the inbox is closed and everything is released.
    static func run(inbox: TransferInbox, maxIdleConnections: Int, onTurn: @escaping @Sendable () -> Void) {
        shim_read_names_as_utf8()
        guard EasyHandle.isLibraryReady, let multi = curl_multi_init() else { return inbox.end() }
        shim_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, maxIdleConnections)
        inbox.begin(multi: multi)
        var thread = TransferThread(inbox: inbox, multi: multi, onTurn: onTurn)
        thread.turnUntilClosed()
        thread.finishAll(.cancelled)
        inbox.forgetHandle()
        thread.spare = []
        curl_multi_cleanup(multi)
        inbox.end()
    }

    private init(inbox: TransferInbox, multi: UnsafeMutableRawPointer, onTurn: @escaping @Sendable () -> Void) {
        self.inbox = inbox
        self.multi = multi
        self.onTurn = onTurn
    }

    private mutating func turnUntilClosed() {
        while true {
            onTurn()
            let orders = inbox.take()
            for arrival in orders.arrivals { start(arrival) }
            for ticket in orders.cancelled { cancel(ticket) }
            if orders.isClosing { return }
            perform()
            tellSlow()
            wait()
        }
    }

    private mutating func perform() {
        var running: Int32 = 0
        let code = curl_multi_perform(multi, &running)
        finishDone()
        if code != CURLM_OK {
            finishAll(TransferError(kind: .other, message: String(cString: curl_multi_strerror(code))))
        }
    }

    /// Ten times a second, however often the loop turns.
    private mutating func tellSlow() {
        let now = MonotonicTime.now
        guard isLookingOut, now - lastLook >= Self.lookMilliseconds else { return }
        (lastLook, isLookingOut) = (now, false)
        for transfer in active.values where !transfer.tellSlow(now: now) { isLookingOut = true }
    }

    private func wait() {
        let busy = isLookingOut ? Self.lookMilliseconds : Self.busyWaitMilliseconds
        let limit = active.isEmpty ? Self.idleWaitMilliseconds : busy
        // Without memory or descriptors libcurl can not wait; then we do, so that the loop does not spin.
        if curl_multi_poll(multi, nil, 0, limit, nil) != CURLM_OK { poll(nil, 0, 100) }
    }

    private mutating func start(_ arrival: TransferInbox.Arrival) {
        if let refusal = Transfer.refusal(of: arrival) { return arrival.completion(.failure(refusal)) }
        guard let easy = spare.popLast() ?? EasyHandle() else {
            return arrival.completion(.failure(TransferError(kind: .other, message: "no memory for a transfer")))
        }
        let transfer = Transfer(arrival: arrival, easy: easy)
        let code = easy.configure(for: transfer)
        guard code == CURLE_OK, curl_multi_add_handle(multi, easy.raw) == CURLM_OK else {
            return arrival.completion(.failure(transfer.error(for: code == CURLE_OK ? CURLE_FAILED_INIT : code)))
        }
        active[ObjectIdentifier(arrival.ticket)] = transfer
        isLookingOut = true
    }

    private mutating func cancel(_ ticket: TransferTicket) {
        guard let transfer = active[ObjectIdentifier(ticket)] else { return }
        finish(transfer, .failure(.cancelled))
    }

    private mutating func finishDone() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE,
                let transfer = EasyHandle.transfer(of: message.pointee.easy_handle)
            else { continue }
            finish(transfer, transfer.result(for: shim_message_result(message)))
        }
    }

    private mutating func finishAll(_ error: TransferError) {
        for transfer in active.values { finish(transfer, .failure(error)) }
    }

    private mutating func finish(_ transfer: Transfer, _ result: TransferResult) {
        active[ObjectIdentifier(transfer.ticket)] = nil
        curl_multi_remove_handle(multi, transfer.easy.raw)
        transfer.easy.retire()
        if spare.count < Self.maxSpareHandles, transfer.easy.isReusable(after: transfer.request) {
            spare.append(transfer.easy)
        }
        transfer.completion(result)
    }
}
