// SPDX-License-Identifier: Apache-2.0
// One writer a store: a lock on the file beside it, gone with the process however it dies.

import Glibc

/// The lock of a store, held until `release` or the end of the process.
///
/// flock(2) belongs to the open file description: it outlives no process and is not inherited over exec (O_CLOEXEC).
/// The file stays when the lock is released: removing it would let two processes lock two files of one name.
final class StoreLock: Sendable {
    /// Whether the database is just as its last user left it, who closed it well.
    let wasClosedWell: Bool

    private let descriptor: Int32
    private let storePath: String

    /// Takes the lock on `storePath.lock` and writes the process id into it; does not wait.
    init(storePath: String) throws(StoreError) {
        self.storePath = storePath
        let path = storePath + ".lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            throw .file(operation: "open the lock", path: path, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw .locked(path: storePath, pid: Self.readProcessID(descriptor))
        }
        let end = CleanEnd(of: storePath)
        wasClosedWell = end != nil && Self.readLine(descriptor) == end?.mark
        write("\(getpid())")
    }

    /// Whether another process holds the lock; looks without taking it for longer than the look.
    static func isHeld(storePath: String) -> Bool {
        let descriptor = open(storePath + ".lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }

    /// `isClosedWell`: everything is in the database file, and nothing was wrong with it.
    func release(isClosedWell: Bool = false) {
        if isClosedWell, let end = CleanEnd(of: storePath) { write(end.mark) }
        flock(descriptor, LOCK_UN)
    }

    /// Runs after an `init` that threw, too: closing there as well would close another thread's file.
    deinit {
        close(descriptor)
    }

    /// The line is for messages and for speed, so a full disk is no reason to refuse the start.
    private func write(_ line: String) {
        ftruncate(descriptor, 0)
        pwrite(descriptor, line + "\n", line.utf8.count + 1, 0)
    }

    private static func readProcessID(_ descriptor: Int32) -> Int32? {
        readLine(descriptor).flatMap { Int32($0) }
    }

    private static func readLine(_ descriptor: Int32) -> String? {
        var buffer = [UInt8](repeating: 0, count: 80)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].prefix { $0 != 0x0A }, as: UTF8.self)
    }
}
