// SPDX-License-Identifier: Apache-2.0
// Regular files, read whole and within a bound. Blocks: call it on a queue made for that.

import Glibc

/// Why a file was not read, in the system's words.
struct FileError: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    /// What `errno` says right after a failed call.
    static var last: FileError { FileError(String(cString: strerror(errno))) }
}

/// A regular file that is open for reading.
struct RegularFile: ~Copyable {
    private let descriptor: Int32
    private let status: stat

    /// Devices, pipes and folders are refused; opening them does not wait for anybody.
    init(path: String) throws(FileError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            let error = FileError.last
            if descriptor >= 0 { close(descriptor) }
            self.status = status
            throw error
        }
        self.status = status
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileError("not a regular file") }
    }

    deinit {
        close(descriptor)
    }

    /// Changes with every change of the file that the file system notices: size, inode and both times.
    var version: String {
        let parts = [
            Int64(status.st_size), Int64(bitPattern: UInt64(status.st_ino)), Int64(status.st_mtim.tv_sec),
            Int64(status.st_mtim.tv_nsec), Int64(status.st_ctim.tv_sec), Int64(status.st_ctim.tv_nsec),
        ]
        return parts.map { String($0, radix: 16) }.joined(separator: "-")
    }

    /// All bytes. A file with more than `limit` is an error, also when it grows while it is read.
    func bytes(limit: Int) throws(FileError) -> [UInt8] {
        let expected = Int(status.st_size)
        guard expected <= limit else { throw FileError("larger than \(limit) bytes") }
        var bytes = [UInt8](repeating: 0, count: expected + 1)
        var count = 0
        while true {
            if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: 64 << 10)) }
            let got = bytes.withUnsafeMutableBytes { all in
                let rest = UnsafeMutableRawBufferPointer(rebasing: all[count...])
                return read(descriptor, rest.baseAddress, rest.count)
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw .last }
            if got == 0 { break }
            count += got
            guard count <= limit else { throw FileError("larger than \(limit) bytes") }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
