// SPDX-License-Identifier: Apache-2.0
// A server below HTTP: it sends what it is told, true to the protocol or not, and counts who came.

import Glibc
import Synchronization

/// Listens on a free port of one loopback address, on a thread of its own.
package final class RawServer: Sendable {
    /// What is done with each connection once its request has come.
    package enum Behaviour: Sendable {
        /// These bytes, then the end of the connection.
        case send([UInt8])
        /// These bytes, and then again and again the other ones until the client has enough.
        case repeatedly([UInt8], after: [UInt8])
        /// These bytes, and then nothing until the server stops.
        case hold([UInt8])
        /// The connection is reset.
        case reset
        /// The first of these as soon as anything has come, the next as soon as more has come, and so on to the end of
        /// the connection.
        case dialogue([[UInt8]])
    }

    package let port: Int
    private let listener: Int32
    private let state = Mutex(State())

    private struct State {
        var connections = 0
        var open: Set<Int32> = []
        var received: [UInt8] = []
        var isStopped = false
    }

    /// `isIPv6` listens on ::1 instead of 127.0.0.1, at `port` if one is given. `nil` where that is not to be had.
    package init?(isIPv6: Bool = false, port: Int = 0, _ behaviour: Behaviour) {
        listener = socket(isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard let bound = Self.bind(listener, isIPv6: isIPv6, port: port), listen(listener, 128) == 0 else {
            close(listener)
            return nil
        }
        self.port = bound
        Self.onThread { [self] in acceptAll(behaviour) }
    }

    /// How many connections were accepted so far.
    package var connections: Int { state.withLock { $0.connections } }

    /// All that clients have sent so far, as Latin-1.
    package var received: String {
        String(String.UnicodeScalarView(state.withLock { $0.received }.map { Unicode.Scalar($0) }))
    }

    package func url(_ path: String = "/") -> String {
        "http://127.0.0.1:\(port)\(path)"
    }

    /// Closes everything.
    package func stop() {
        state.withLock { state in
            state.isStopped = true
            for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
        }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func acceptAll(_ behaviour: Behaviour) {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            let goesOn = state.withLock { state in
                state.connections += 1
                state.open.insert(connection)
                return !state.isStopped
            }
            guard goesOn else { break }
            Self.onThread { [self] in
                serve(connection, behaviour)
                state.withLock { _ = $0.open.remove(connection) }
                close(connection)
            }
        }
        close(listener)
    }

    private func serve(_ connection: Int32, _ behaviour: Behaviour) {
        if case .dialogue(let answers) = behaviour { return talk(connection, answers) }
        guard readRequest(connection) else { return }
        switch behaviour {
        case .dialogue: break
        case .reset:
            var now = linger(l_onoff: 1, l_linger: 0)
            setsockopt(connection, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
        case .send(let bytes):
            _ = sendAll(bytes, connection)
            shutdown(connection, Int32(SHUT_WR))
            _ = readRequest(connection)
        case .repeatedly(let bytes, let first):
            var goesOn = sendAll(first, connection)
            while goesOn { goesOn = sendAll(bytes, connection) }
        case .hold(let bytes):
            _ = sendAll(bytes, connection)
            _ = readRequest(connection)
        }
    }

    private func talk(_ connection: Int32, _ answers: [[UInt8]]) {
        for answer in answers {
            guard readSome(connection) != nil, sendAll(answer, connection) else { return }
        }
        shutdown(connection, Int32(SHUT_WR))
        while readSome(connection) != nil {}
    }

    /// Waits for bytes; `nil` at the end of the connection.
    private func readSome(_ connection: Int32) -> ArraySlice<UInt8>? {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = recv(connection, &buffer, buffer.count, 0)
        guard count > 0 else { return nil }
        state.withLock { $0.received += buffer[..<count] }
        return buffer[..<count]
    }

    /// Waits for the empty line after a request; `false` at the end of the connection.
    private func readRequest(_ connection: Int32) -> Bool {
        var seen: [UInt8] = []
        while true {
            guard let bytes = readSome(connection) else { return false }
            seen = seen.suffix(3) + bytes
            if String(decoding: seen, as: UTF8.self).contains("\r\n\r\n") { return true }
        }
    }

    private func sendAll(_ bytes: [UInt8], _ connection: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    private static func bind(_ listener: Int32, isIPv6: Bool, port: Int) -> Int? {
        isIPv6
            ? bind(
                listener,
                sockaddr_in6(
                    sin6_family: sa_family_t(AF_INET6), sin6_port: in_port_t(port).bigEndian, sin6_flowinfo: 0,
                    sin6_addr: in6addr_loopback, sin6_scope_id: 0))
            : bind(
                listener,
                sockaddr_in(
                    sin_family: sa_family_t(AF_INET), sin_port: in_port_t(port).bigEndian,
                    sin_addr: in_addr(s_addr: INADDR_LOOPBACK.bigEndian), sin_zero: (0, 0, 0, 0, 0, 0, 0, 0)))
    }

    /// The port of both families is in the third and fourth byte.
    private static func bind<Address>(_ listener: Int32, _ address: Address) -> Int? {
        var address = address
        var length = socklen_t(MemoryLayout<Address>.size)
        return withUnsafeMutableBytes(of: &address) { bytes in
            guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                Glibc.bind(listener, pointer, length) == 0, getsockname(listener, pointer, &length) == 0
            else { return nil }
            return Int(UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
        }
    }

    private static func onThread(_ work: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Box(work: work))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                context.map { Unmanaged<Box>.fromOpaque($0).takeRetainedValue().work() }
                return nil
            }, box.toOpaque())
        precondition(code == 0, "a test needs a thread")
        pthread_detach(thread)
    }

    private final class Box: Sendable {
        let work: @Sendable () -> Void

        init(work: @escaping @Sendable () -> Void) {
            self.work = work
        }
    }
}
