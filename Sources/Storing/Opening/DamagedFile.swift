// SPDX-License-Identifier: Apache-2.0
// A database that cannot be trusted is kept aside with its companions, never deleted and never opened again.

import GRDB
import Glibc
import Model

/// Finding damage, and moving a damaged database out of the way.
enum DamagedFile {
    /// What is wrong with an open database, in SQLite's words; `nil` where nothing is.
    ///
    /// Reads every page but does not compare indexes with tables (`PRAGMA quick_check`).
    static func damage(in db: Database) throws -> String? {
        let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
        return verdict == "ok" ? nil : verdict ?? "quick_check gave no answer"
    }

    /// Whether the file is there and shorter than SQLite's header, which SQLite may take for a new database.
    static func isTorn(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_size < headerLength
    }

    /// https://www.sqlite.org/fileformat.html §1.3
    private static let headerLength = 100

    /// When the database or its write-ahead log was written last; `nil` where neither is there.
    static func lastChange(_ path: String) -> Timestamp? {
        [path, path + "-wal"].compactMap { path in
            var status = stat()
            return stat(path, &status) == 0 ? Timestamp(seconds: Int64(status.st_mtim.tv_sec)) : nil
        }.max()
    }

    /// Renames the database, its -wal and its -shm to `PATH.corrupt-TIME…`. Returns the new path of the database.
    static func keepAside(_ path: String, at moment: Timestamp) throws(StoreError) -> String {
        let target = unusedName(path + ".corrupt-" + moment.rfc3339.filter { $0 != "-" && $0 != ":" })
        for suffix in ["", "-wal", "-shm"] {
            guard rename(path + suffix, target + suffix) != 0, errno != ENOENT else { continue }
            let reason = String(cString: strerror(errno))
            throw .file(operation: "keep the damaged database aside as \(target)", path: path, reason: reason)
        }
        return target
    }

    private static func unusedName(_ name: String) -> String {
        guard access(name, F_OK) == 0 else { return name }
        var number = 2
        while access("\(name)-\(number)", F_OK) == 0 { number += 1 }
        return "\(name)-\(number)"
    }
}
