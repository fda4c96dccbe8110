// SPDX-License-Identifier: Apache-2.0
// The few system calls of a Unix stream socket (unix(7)), each bounded in time and size.

import Glibc

/// Sockets are plain file descriptors here; whoever gets one closes it.
enum UnixSocket {
    /// socket, bind, chmod, listen. The file's mode 0600 lets only root and the owner connect, and nobody can before
    /// `listen`. SO_PEERCRED would be wrong here: in a user namespace (`PrivateUsers=`) root from outside is "nobody".
    static func listen(at path: String) throws(ControlError) -> Int32 {
        let descriptor = try make(path, operation: "listen at")
        unlink(path)
        guard withAddress(of: path, { bind(descriptor, $0, $1) }) == 0, chmod(path, 0o600) == 0,
            Glibc.listen(descriptor, 8) == 0
        else { throw failure(closing: descriptor, operation: "listen at", path: path) }
        return descriptor
    }

    static func connect(to path: String) throws(ControlError) -> Int32 {
        let descriptor = try make(path, operation: "connect to")
        setTimeout(of: descriptor, seconds: 30)
        guard withAddress(of: path, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
            throw failure(closing: descriptor, operation: "connect to", path: path)
        }
        return descriptor
    }

    static func accept(from listener: Int32) -> Int32? {
        let connection = Glibc.accept(listener, nil, nil)
        guard connection >= 0 else { return nil }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        setTimeout(of: connection, seconds: 2)
        return connection
    }

    /// A line that comes in one piece, at most 1,024 bytes.
    static func readLine(from connection: Int32) -> String? {
        var bytes = [UInt8](repeating: 0, count: 1_024)
        let count = recv(connection, &bytes, bytes.count, 0)
        guard count > 0, let end = bytes[..<count].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        return String(decoding: bytes[..<end], as: UTF8.self)
    }

    /// Everything up to the end, at most 1 MiB.
    static func readAll(from connection: Int32) -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while bytes.count < 1 << 20 {
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Gives up silently where the peer has gone.
    static func write(_ text: String, to connection: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func make(_ path: String, operation: String) throws(ControlError) -> Int32 {
        guard path.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path) else {
            throw ControlError(
                operation: operation, path: path, reason: "the path is too long for a socket (107 bytes)")
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ControlError(operation: operation, path: path, reason: errorText()) }
        return descriptor
    }

    private static func withAddress(
        of path: String, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func setTimeout(of descriptor: Int32, seconds: Int) {
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    }

    private static func failure(closing descriptor: Int32, operation: String, path: String) -> ControlError {
        let reason = errorText()
        _ = Glibc.close(descriptor)
        return ControlError(operation: operation, path: path, reason: reason)
    }

    private static func errorText() -> String {
        String(cString: strerror(errno))
    }
}
