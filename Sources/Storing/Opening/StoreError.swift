// SPDX-License-Identifier: Apache-2.0
// What can go wrong with the store, in words that tell the user what to do.

import GRDB

/// A failure of the store. Values from feeds are never part of the text.
package enum StoreError: Error, Sendable, Hashable {
    /// Another process has the store; `pid` as its lock file says, `nil` where that cannot be read.
    case locked(path: String, pid: Int32?)
    /// The store was written by a newer program.
    case newerSchema(path: String, found: Int, known: Int)
    /// The store was written by an older program and waits for a daemon to bring it up to date (readers only).
    case olderSchema(path: String, found: Int, known: Int)
    /// There is no store yet (readers only).
    case missing(path: String)
    /// A file or folder could not be made, opened or renamed; `reason` is strerror(3)'s.
    case file(operation: String, path: String, reason: String)
    /// SQLite failed: its result code (https://www.sqlite.org/rescode.html) and message.
    case sqlite(operation: String, code: Int32, message: String)

    /// No space left: SQLITE_FULL, or a write that failed for want of space.
    package var isFull: Bool { primaryCode == ResultCode.SQLITE_FULL.rawValue }

    /// Another process holds the database beyond the busy timeout.
    package var isBusy: Bool { primaryCode == ResultCode.SQLITE_BUSY.rawValue }

    /// The file is damaged: the next `Store.open` keeps it aside and begins a new one.
    package var isDamage: Bool {
        primaryCode == ResultCode.SQLITE_CORRUPT.rawValue || primaryCode == ResultCode.SQLITE_NOTADB.rawValue
    }

    /// The disk, a lock or damage: no other transaction would do better at present.
    var isOfTheMachine: Bool {
        isFull || isBusy || isDamage || primaryCode == ResultCode.SQLITE_IOERR.rawValue
    }

    private var primaryCode: Int32? {
        guard case .sqlite(_, let code, _) = self else { return nil }
        return code & 0xff
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .locked(let path, let pid?):
            "store \(path): in use by another feedwatch (pid \(pid)); stop it first, or give this one its own store.path"
        case .locked(let path, nil):
            "store \(path): in use by another feedwatch; stop it first, or give this one its own store.path"
        case .newerSchema(let path, let found, let known):
            """
            store \(path): written by a newer feedwatch (schema \(found), this program knows \(known)); \
            install that version again, or name another store.path
            """
        case .olderSchema(let path, let found, let known):
            """
            store \(path): written by an older feedwatch (schema \(found), this program knows \(known)); \
            (re)start `feedwatch run`, which brings it up to date
            """
        case .missing(let path):
            "store \(path): does not exist; `feedwatch run` creates it"
        case .file(let operation, let path, let reason):
            "store: \(operation) \(path): \(reason)"
        case .sqlite(let operation, let code, let message):
            "store: \(operation): \(message) (SQLite \(code))\(advice)"
        }
    }

    private var advice: String {
        if isFull { return "; free some disk space" }
        if isBusy { return "; another program keeps the database locked" }
        if isDamage { return "; restart feedwatch, which keeps the damaged file aside and begins a new one" }
        return ""
    }
}

extension StoreError {
    /// Wraps what GRDB threw during `operation`.
    init(_ operation: String, _ error: any Error) {
        switch error {
        case let error as StoreError:
            self = error
        case let error as DatabaseError:
            let code = error.extendedResultCode
            self = .sqlite(operation: operation, code: code.rawValue, message: error.message ?? "\(code)")
        default:
            self = .sqlite(operation: operation, code: ResultCode.SQLITE_ERROR.rawValue, message: "\(error)")
        }
    }
}
