// SPDX-License-Identifier: Apache-2.0
// A copy of the store as it was at one moment, made while the daemon writes (https://www.sqlite.org/backup.html).

import GRDB
import Glibc

extension StoreReader {
    /// Copies the store to `path`, which does not exist before the copy is whole. `onProgress` is told the share that is
    /// done, 0 to 1; what it throws ends the copy, of which nothing remains.
    ///
    /// Holds one read transaction open: the daemon writes on, its write-ahead log grows meanwhile. Blocks.
    package func backup(to path: String, onProgress: (Double) throws -> Void = { _ in }) throws(StoreError) {
        let partial = path + ".partial"
        unlink(partial)
        do {
            try copy(to: partial, onProgress)
            guard rename(partial, path) == 0 else {
                throw StoreError.file(operation: "create", path: path, reason: String(cString: strerror(errno)))
            }
        } catch {
            for suffix in ["", "-journal", "-wal", "-shm"] { unlink(partial + suffix) }
            throw StoreError("back up", error)
        }
    }

    private func copy(to path: String, _ onProgress: (Double) throws -> Void) throws {
        try create(path)
        let copy = try DatabaseQueue(path: path)
        try withoutActuallyEscaping(onProgress) { onProgress in
            try database.read { db in
                // The transaction begins with the first look: every step then copies that moment.
                _ = try Schema.version(of: db)
                try copy.writeWithoutTransaction { target in
                    try db.backup(to: target, pagesPerStep: 16) { progress in
                        try onProgress(Double(progress.completedPageCount) / Double(max(1, progress.totalPageCount)))
                    }
                    // One file that needs no companion.
                    try target.execute(sql: "PRAGMA journal_mode = DELETE")
                }
            }
        }
        try copy.close()
        try sync(path)
    }

    /// An empty file that the store's owner reads and writes, and the group reads, before there is anything in it.
    private func create(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
        defer { close(descriptor) }
        guard descriptor >= 0, fchmod(descriptor, 0o640) == 0 else {
            throw .file(operation: "create", path: path, reason: String(cString: strerror(errno)))
        }
    }

    private func sync(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        defer { close(descriptor) }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw .file(operation: "write", path: path, reason: String(cString: strerror(errno)))
        }
    }
}
