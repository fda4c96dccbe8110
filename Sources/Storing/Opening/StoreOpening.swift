// SPDX-License-Identifier: Apache-2.0
// From a path to a database that can be trusted: folder, lock, damage, schema, in that order.

import GRDB
import Glibc
import Model

/// The steps of `Store.open`.
struct StoreOpening {
    let path: String
    let now: Timestamp
    /// Asked once, when a damaged database has been replaced: entries published before stay silent. Where it does not
    /// know, the last change of the damaged file is the last time that anything was stored.
    let silenceAfterDamage: () -> Timestamp?

    func open() throws(StoreError) -> (queue: DatabaseQueue, lock: StoreLock, outcome: OpenedStore.Outcome) {
        try createFolder()
        try refuseWhatIsNoFile()
        let lock = try StoreLock(storePath: path)
        if DamagedFile.isTorn(path) {
            let (queue, outcome) = try recover(from: "the file is cut off before the end of its header")
            return (queue, lock, outcome)
        }
        do {
            let existed = access(path, F_OK) == 0
            if !existed { try createFile() }
            let (queue, found) = try connect(checking: !lock.wasClosedWell)
            return (queue, lock, outcome(existed: existed, found: found))
        } catch {
            guard case .sqlite(_, _, let message) = error, error.isDamage else { throw error }
            let (queue, outcome) = try recover(from: message)
            return (queue, lock, outcome)
        }
    }

    private func outcome(existed: Bool, found: Int) -> OpenedStore.Outcome {
        guard existed else { return .created }
        return found == Schema.version ? .opened : .migrated(from: found, to: Schema.version)
    }

    private func connect(checking isDoubtful: Bool) throws(StoreError) -> (DatabaseQueue, found: Int) {
        do {
            let queue = try DatabaseQueue(path: path, configuration: .store)
            let found = try queue.writeWithoutTransaction { db in
                // The version first: what a newer program wrote is refused, never judged damaged.
                let found = try Schema.version(of: db)
                guard found <= Schema.version else {
                    throw StoreError.newerSchema(path: path, found: found, known: Schema.version)
                }
                if isDoubtful, let damage = try DamagedFile.damage(in: db) {
                    throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: damage)
                }
                _ = try Schema.migrate(db, path: path)
                // The tables themselves must not hang on the write-ahead log, which may be damaged by itself.
                if found < Schema.version { try db.checkpoint(.passive) }
                return found
            }
            return (queue, found)
        } catch {
            throw StoreError("open \(path)", error)
        }
    }

    private func recover(from damage: String) throws(StoreError) -> (DatabaseQueue, OpenedStore.Outcome) {
        let lastChange = DamagedFile.lastChange(path)
        let keptAside = try DamagedFile.keepAside(path, at: now)
        try createFile()
        let (queue, _) = try connect(checking: false)
        // A clock that was ahead when something was told must not silence what is published from now on.
        let silentBefore = (silenceAfterDamage() ?? lastChange).map { min($0, now) }
        do {
            try queue.write { db in try Setting.silentBefore.write(silentBefore?.seconds, in: db) }
        } catch {
            throw StoreError("begin a new database", error)
        }
        return (queue, .recovered(keptAside: keptAside, damage: damage))
    }

    /// A device or a folder is no damaged database: it must not be renamed.
    private func refuseWhatIsNoFile() throws(StoreError) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
        throw .file(operation: "open", path: path, reason: "not a regular file; name another store.path")
    }

    /// An empty file that nobody but the owner and the group reads (less, by the umask), before there is anything in it:
    /// addresses of feeds may hold keys. SQLite gives its -wal and -shm the same mode.
    private func createFile() throws(StoreError) {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            throw .file(operation: "create", path: path, reason: String(cString: strerror(errno)))
        }
        close(descriptor)
    }

    /// `mkdir -p` of the folder that shall hold the store.
    private func createFolder() throws(StoreError) {
        var folder = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            guard mkdir(folder, 0o750) != 0, errno != EEXIST else { continue }
            let reason = String(cString: strerror(errno))
            guard access(folder, F_OK) != 0 else { continue }
            throw .file(operation: "create the folder", path: folder, reason: reason)
        }
    }
}

extension Configuration {
    /// The one connection that writes.
    static var store: Configuration {
        var configuration = Configuration()
        configuration.label = "store"
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            // Entries are a few kilobytes: in pages of 16 KiB they leave less room between them, and the kernel is called a
            // quarter as often, as in the default's 4 KiB. A file that is there already keeps its own.
            // Checkpoints are ours (Checkpoint.swift); SQLite's own, at 40 MB, is the net beneath them.
            try db.execute(
                sql: "PRAGMA page_size = 16384; PRAGMA cache_size = -2048; PRAGMA wal_autocheckpoint = 2500")
        }
        return configuration
    }
}
