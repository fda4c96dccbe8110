// SPDX-License-Identifier: Apache-2.0
// One open log file: what was read from it, appended to it and cut off it. Blocking calls.

import Glibc

/// A regular file open for reading and appending; closed with its last reference.
final class AppendFile {
    let path: String
    let inode: UInt64
    private let device: UInt64
    private let descriptor: Int32

    /// O_NONBLOCK: a FIFO at this path must not block, it is refused. O_APPEND: nobody else's bytes are written over.
    private static let flags = O_RDWR | O_APPEND | O_NONBLOCK | O_NOCTTY | O_CLOEXEC

    /// Opens the file at `path` through symbolic links; `nil` when there is none. C: `open`, `fstat`.
    static func existing(at path: String) throws(FileError) -> AppendFile? {
        let descriptor = open(path, flags)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw .last("open", path) }
            return nil
        }
        return try AppendFile(path: path, descriptor: descriptor)
    }

    /// Opens the file at `path`; makes it (mode 0640 whatever the umask) and its folder (0750) where they are missing.
    static func opened(at path: String) throws(FileError) -> AppendFile {
        if let file = try existing(at: path) { return file }
        makeFolder(of: path)
        let descriptor = open(path, flags | O_CREAT, 0o640)
        guard descriptor >= 0 else { throw .last("create", path) }
        let file = try AppendFile(path: path, descriptor: descriptor)
        guard fchmod(descriptor, 0o640) == 0 else { throw .last("set the mode of", path) }
        return file
    }

    /// Takes over `descriptor`.
    private init(path: String, descriptor: Int32) throws(FileError) {
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        guard isKnown, status.st_mode & S_IFMT == S_IFREG else {
            let error = isKnown ? FileError(operation: "open", path: path, cause: .notRegular) : .last("open", path)
            close(descriptor)
            throw error
        }
        (self.path, self.descriptor) = (path, descriptor)
        (inode, device) = (UInt64(status.st_ino), UInt64(status.st_dev))
    }

    deinit {
        close(descriptor)
    }

    /// Whether the path still leads to this file: false once it was rotated or removed.
    var isCurrent: Bool {
        var status = stat()
        return stat(path, &status) == 0 && UInt64(status.st_ino) == inode && UInt64(status.st_dev) == device
    }

    /// In bytes.
    func size() throws(FileError) -> Int64 {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last("read the size of", path) }
        return Int64(status.st_size)
    }

    /// At most `count` bytes from `offset`; fewer where the file ends. C: `pread`.
    func read(at offset: Int64, count: Int) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(offset) + off_t(filled))
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .last("read", path) }
            guard got > 0 else { break }
            filled += got
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    /// Appends all bytes, in one write where the system takes them at once; on failure none stay. C: `write`.
    func append(_ bytes: ArraySlice<UInt8>) throws(FileError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.dropFirst(written).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = FileError.last("append to", path)
                takeBack(written)
                throw error
            }
            written += count
        }
    }

    /// Best effort, and only while our bytes are the file's last (an appending write leaves the position behind them): what
    /// stays is dealt with as after a crash.
    private func takeBack(_ count: Int) {
        guard count > 0, let end = try? size(), lseek(descriptor, 0, SEEK_CUR) == off_t(end) else { return }
        try? truncate(to: end - Int64(count))
    }

    /// C: `ftruncate`.
    func truncate(to size: Int64) throws(FileError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw .last("truncate", path) }
    }

    /// Waits until the bytes are on the disk. C: `fdatasync`.
    func sync() throws(FileError) {
        guard fdatasync(descriptor) == 0 else { throw .last("sync", path) }
    }

    /// Every missing folder on the way; opening the file reports what did not work.
    static func makeFolder(of path: String, mode: mode_t = 0o750) {
        for slash in path.indices.dropFirst() where path[slash] == "/" {
            mkdir(String(path[..<slash]), mode)
        }
    }
}
