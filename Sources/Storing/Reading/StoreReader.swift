// SPDX-License-Identifier: Apache-2.0
// The store for those who only look: commands beside the running daemon.

import GRDB
import Glibc

/// A read-only connection. It works while a daemon writes and never blocks it: each call reads in a transaction of its
/// own, short enough not to hold back a checkpoint. Calls block the thread.
package struct StoreReader: Sendable {
    let database: DatabaseQueue

    /// Throws `missing` where there is no store, `newerSchema` and `olderSchema` for one of another program.
    package init(path: String) throws(StoreError) {
        guard access(path, F_OK) == 0 else {
            if errno == ENOENT { throw .missing(path: path) }
            throw .file(operation: "open", path: path, reason: String(cString: strerror(errno)))
        }
        do {
            database = try DatabaseQueue(path: path, configuration: .reader)
            let found = try database.read(Schema.version)
            guard found <= Schema.version else {
                throw StoreError.newerSchema(path: path, found: found, known: Schema.version)
            }
            // A daemon that is just creating the file.
            guard found > 0 else { throw StoreError.missing(path: path) }
            guard found == Schema.version else {
                throw StoreError.olderSchema(path: path, found: found, known: Schema.version)
            }
        } catch {
            throw StoreError("open \(path)", error)
        }
    }

    /// Whether a daemon has the store at `path` open to write.
    package static func isInUse(path: String) -> Bool {
        StoreLock.isHeld(storePath: path)
    }

    func read<T>(_ operation: String, _ body: (Database) throws -> T) throws(StoreError) -> T {
        do { return try database.read(body) } catch { throw StoreError(operation, error) }
    }
}

extension Configuration {
    fileprivate static var reader: Configuration {
        var configuration = Configuration()
        configuration.label = "store reader"
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return configuration
    }
}
