// SPDX-License-Identifier: Apache-2.0
// A file replaced as a whole: whoever reads it sees the old bytes or the new ones, also after a power cut.

import Glibc

enum AtomicFile {
    /// Writes a neighbour, fsync(2), rename(2), fsync of the folder. Mode and owner of a file that is there are kept, and a
    /// symbolic link stays one; a new file is made with mode 0644 less the umask.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let target = resolved(path)
        var status = stat()
        let exists = stat(target, &status) == 0
        guard !exists || status.st_mode & S_IFMT == S_IFREG else { throw Failure("\(path) is not a regular file") }
        let temporary = "\(target).\(getpid()).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure("write", path) }
        do {
            defer { close(descriptor) }
            if exists { try keep(status, on: descriptor, path) }
            try write(bytes, to: descriptor, path)
            guard fsync(descriptor) == 0 else { throw failure("write", path) }
            guard rename(temporary, target) == 0 else { throw failure("replace", path) }
        } catch {
            unlink(temporary)
            throw error
        }
        syncFolder(of: target)
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// An owner that we may not give away is let go; the mode is not.
    private static func keep(_ status: stat, on descriptor: Int32, _ path: String) throws {
        _ = fchown(descriptor, status.st_uid, status.st_gid)
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
