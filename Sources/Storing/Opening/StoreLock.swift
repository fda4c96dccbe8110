// SPDX-License-Identifier: Apache-2.0
// One writer a store: a lock on the file beside it, gone with the process however it dies.

import Glibc

/// The lock of a store, held until `release` or the end of the process.
///
/// flock(2) belongs to the open file description: it outlives no process and is not inherited over exec (O_CLOEXEC).
/// The file stays when the lock is released: removing it would let two processes lock two files of one name.
final class StoreLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock on `storePath.lock` and writes the process id into it; does not wait.
    init(storePath: String) throws(StoreError) {
        let path = storePath + ".lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            throw .file(operation: "open the lock", path: path, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw .locked(path: storePath, pid: Self.readProcessID(descriptor))
        }
        writeProcessID()
    }

    /// Whether another process holds the lock; looks without taking it for longer than the look.
    static func isHeld(storePath: String) -> Bool {
        let descriptor = open(storePath + ".lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }

    func release() {
        flock(descriptor, LOCK_UN)
    }

    /// Runs after an `init` that threw, too: closing there as well would close another thread's file.
    deinit {
        close(descriptor)
    }

    /// The number is for messages alone, so a full disk is no reason to refuse the start.
    private func writeProcessID() {
        let text = "\(getpid())\n"
        ftruncate(descriptor, 0)
        pwrite(descriptor, text, text.utf8.count, 0)
    }

    private static func readProcessID(_ descriptor: Int32) -> Int32? {
        var buffer = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: buffer[..<count].prefix { $0 != 0x0A }, as: UTF8.self))
    }
}
