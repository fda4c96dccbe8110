// SPDX-License-Identifier: Apache-2.0
// When the write-ahead log is copied into the database file: after a transaction, never while refreshes wait behind it
// for a reader to finish.

import Dispatching
import GRDB

/// Counts what was committed since the last checkpoint.
///
/// SQLite's own automatic checkpoint would do, but for a place in it where a test can kill the process.
struct Checkpoint {
    /// An 8 MiB log is read quickly at the next start and copied in a few milliseconds; each checkpoint waits for the disk
    /// twice.
    private static let interval = 8 << 20
    /// What a refresh writes besides its texts: pages of feeds, keys and indexes.
    private static let overhead = 8 << 10

    private var bytes = 0

    mutating func note(_ refresh: Refresh) {
        bytes += Self.overhead + refresh.fresh.reduce(0) { $0 + $1.entry.entry.approximateBytes }
    }

    /// Copies what no reader holds back (`SQLITE_CHECKPOINT_PASSIVE`), when enough has been written. Waits for nobody.
    mutating func runIfDue(on database: DatabaseQueue) throws {
        guard bytes >= Self.interval else { return }
        bytes = 0
        FaultPoint.checkpoint.reached()
        _ = try database.writeWithoutTransaction { db in try db.checkpoint(.passive) }
        FaultPoint.checkpoint.reached()
    }
}

extension Store {
    /// Copies the whole write-ahead log into the database and empties it (`SQLITE_CHECKPOINT_TRUNCATE`); waits up to
    /// the busy timeout for readers.
    package func checkpoint() throws(StoreError) {
        _ = try read("checkpoint") { db in try db.checkpoint(.truncate) }
    }
}
