// SPDX-License-Identifier: Apache-2.0
// Reading a whole database for damage takes seconds once it holds a million entries. It is not read again when its last user
// closed it well and nobody has touched the file since.

import Glibc

/// What a database file looked like when it was closed; written into the lock's file.
struct CleanEnd: Equatable {
    /// `clean SIZE SECONDS.NANOSECONDS` of the last change, as text.
    let mark: String

    /// `nil` where there is no such file, or a write-ahead log lies beside it with something in it: then it was not closed
    /// well. (One that is empty stays while a reader has the database open.)
    init?(of path: String) {
        var (status, log) = (stat(), stat())
        guard stat(path, &status) == 0, stat(path + "-wal", &log) != 0 || log.st_size == 0 else { return nil }
        mark = "clean \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
}
