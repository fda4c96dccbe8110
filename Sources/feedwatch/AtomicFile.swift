// SPDX-License-Identifier: Apache-2.0
// A file replaced as a whole: whoever reads it sees the old bytes or the new ones, also after a power cut.

import Glibc

enum AtomicFile {
    /// Puts `bytes` in the place of `old`, which is what the caller has read; `nil` where there was no file. Refused where
    /// the file holds anything else by now.
    ///
    /// Of commands that do this at once one wins and the others are refused. An editor that saves between the look and the
    /// rename(2), some microseconds, would lose: it takes no lock.
    static func replace(_ old: [UInt8]?, by bytes: [UInt8], at path: String) throws {
        guard let old else { return try write(bytes, to: path, by: { link($0, $1) }) }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0, flock(file, LOCK_EX) == 0 else { throw failure("open", path) }
        defer { close(file) }
        try write(bytes, to: path) { temporary, target in
            guard (try? InputFile.bytes(target)) == old else {
                throw Failure("\(path) was changed meanwhile; nothing was written, run the command again")
            }
            return rename(temporary, target)
        }
    }

    /// Writes a neighbour, fsync(2), rename(2), fsync of the folder. Mode and owner of a file that is there are kept, and a
    /// symbolic link stays one; a new file is made with mode 0644 less the umask.
    static func write(_ bytes: [UInt8], to path: String) throws {
        try write(bytes, to: path) { rename($0, $1) }
    }

    /// `place` puts the first of two paths, which is whole, in the place of the second; -1 and `errno` where it cannot.
    private static func write(
        _ bytes: [UInt8], to path: String, by place: (String, String) throws -> Int32
    ) throws {
        let target = resolved(path)
        var status = stat()
        let exists = stat(target, &status) == 0
        guard !exists || status.st_mode & S_IFMT == S_IFREG else { throw Failure("\(path) is not a regular file") }
        let temporary = "\(target).\(getpid()).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, exists ? 0o600 : 0o644)
        guard descriptor >= 0 else { throw failure("write", path) }
        do {
            defer { close(descriptor) }
            if exists { try keep(status, on: descriptor, path) }
            try write(bytes, to: descriptor, path)
            guard fsync(descriptor) == 0 else { throw failure("write", path) }
            guard try place(temporary, target) == 0 else { throw failure("replace", path) }
        } catch {
            unlink(temporary)
            throw error
        }
        // What was linked has its old name still.
        unlink(temporary)
        syncFolder(of: target)
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// An owner that we may not give away is let go; the group and the mode are not, since the daemon may read by them.
    private static func keep(_ status: stat, on descriptor: Int32, _ path: String) throws {
        if fchown(descriptor, status.st_uid, status.st_gid) != 0, fchown(descriptor, uid_t.max, status.st_gid) != 0 {
            throw failure("keep the group of", path)
        }
        guard fchmod(descriptor, status.st_mode & 0o7777) == 0 else { throw failure("set the mode of", path) }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure("write", path) }
            rest = rest.dropFirst(count)
        }
    }

    private static func syncFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }

    private static func failure(_ operation: String, _ path: String) -> Failure {
        let advice = errno == EACCES || errno == EPERM ? "; run it as the file's owner, or with sudo" : ""
        return Failure("cannot \(operation) \(path): \(String(cString: strerror(errno)))\(advice)")
    }
}
