// SPDX-License-Identifier: Apache-2.0
// The only writer of the database, on a queue of its own. What it promises: a refresh is committed whole or not at all,
// an entry is stored once, an alert is a row before anybody is told.

package import Dispatching
import GRDB
package import Model
import Synchronization

/// The store. Its methods block its own queue ("store"), never the caller's thread.
package actor Store {
    /// Turns with each piece of work, and with each `ping`.
    package nonisolated let progress = Progress()

    nonisolated let executor: SerialQueueExecutor
    let database: DatabaseQueue
    let lock: StoreLock
    /// The row of each feed, by configured URL.
    var feedRows: [String: Int64] = [:]
    /// The row that the next entry gets. Rows are never used twice: keys outlive their entries.
    var nextEntry: Int64
    nonisolated let waiting = Mutex(CommitQueue())
    var checkpoints = Checkpoint()
    var pruning = PruneCursor()
    /// SQLite has stumbled over damage: the next start has to read the whole file.
    private var hasSeenDamage = false

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Opens the store at `path`, creating it and its folder where they are missing.
    ///
    /// Blocks for as long as reading the whole file takes where the last end was no clean one (it is checked for damage): call
    /// it before the work begins.
    /// A damaged database is renamed and a new one begun; `silenceAfterDamage` is then asked which entries stay silent,
    /// and its answer is kept as `silentBefore`.
    package static func open(
        path: String, now: Timestamp, silenceAfterDamage: () -> Timestamp? = { nil }
    ) throws(StoreError) -> OpenedStore {
        try withoutActuallyEscaping(silenceAfterDamage) { ask throws(StoreError) in
            let (queue, lock, outcome) = try StoreOpening(path: path, now: now, silenceAfterDamage: ask).open()
            return OpenedStore(store: try Store(database: queue, lock: lock), outcome: outcome)
        }
    }

    private init(database: DatabaseQueue, lock: StoreLock) throws(StoreError) {
        executor = SerialQueueExecutor(label: "store")
        self.database = database
        self.lock = lock
        do {
            nextEntry = try database.read { db in
                try Int64.fetchOne(db, sql: "SELECT coalesce(max(id), 0) + 1 FROM entry") ?? 1
            }
        } catch {
            throw StoreError("read the newest entry", error)
        }
    }

    /// A hop over the queue, for the watchdog: `progress` turns when the queue is alive.
    package func ping() {
        turn()
    }

    /// Writes everything to the database file, ends the connection and releases the lock. Nothing works afterwards.
    package func close() throws(StoreError) {
        try? checkpoint()
        do { try database.close() } catch { throw StoreError("close", error) }
        lock.release(isClosedWell: !hasSeenDamage)
    }

    func turn() {
        FaultPoint.store.reached()
        progress.turn()
    }
}

extension Store {
    /// Entries published before this moment are stored silently by a feed's first fetch, because an earlier database
    /// was lost with the memory of what had been told; `nil` where nothing was lost.
    package func silentBefore() throws(StoreError) -> Timestamp? {
        try read("read the silent time") { db in try Setting.silentBefore.read(in: db) }
            .map(Timestamp.init(seconds:))
    }
}

extension Store {
    /// Runs `body` outside a transaction; `operation` names it in errors.
    func read<T>(_ operation: String, _ body: (Database) throws -> T) throws(StoreError) -> T {
        turn()
        do { return try database.writeWithoutTransaction(body) } catch { throw failure(of: operation, error) }
    }

    /// Runs `body` in a transaction of its own, which is rolled back when it throws.
    func write<T>(_ operation: String, _ body: (Database) throws -> T) throws(StoreError) -> T {
        turn()
        do { return try database.write(body) } catch { throw failure(of: operation, error) }
    }

    /// What GRDB threw during `operation`, in our words.
    func failure(of operation: String, _ error: any Error) -> StoreError {
        let failure = StoreError(operation, error)
        if failure.isDamage { hasSeenDamage = true }
        return failure
    }
}
