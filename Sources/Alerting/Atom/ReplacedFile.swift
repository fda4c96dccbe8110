// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A small file that is replaced whole: whoever reads it sees the old or the new one, also after a crash.
struct ReplacedFile {
    let path: String

    private static let maxBytes = 64 << 20

    var foreign: FileError { FileError(operation: "replace", path: path, cause: .foreign) }

    /// What the file holds; `nil` where there is none. C: `open`, `read`.
    func text() throws(FileError) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard file >= 0 else {
            guard errno == ENOENT else { throw .last("open", path) }
            return nil
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .last("open", path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileError(operation: "open", path: path, cause: .notRegular)
        }
        guard status.st_size <= Self.maxBytes else { throw foreign }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var count = 0
        while count < bytes.count {
            let more = bytes[count...].withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            guard more > 0 else { break }
            count += more
        }
        guard let text = String(validating: bytes[..<count], as: UTF8.self) else { throw foreign }
        return text
    }

    /// Mode 0644: readers of other users are to have it, through a web server or as a file. C: `rename`, `fsync`.
    func replace(with bytes: [UInt8]) throws(FileError) {
        AppendFile.makeFolder(of: path, mode: 0o755)
        let draft = path + ".new"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .last("create", draft) }
        defer { close(file) }
        guard fchmod(file, 0o644) == 0, Self.write(bytes, to: file), fsync(file) == 0 else {
            throw .last("write", draft)
        }
        guard rename(draft, path) == 0 else { throw .last("replace", path) }
        syncFolder()
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { return false }
            rest = rest.dropFirst(max(0, count))
        }
        return true
    }

    /// So that the new name outlives a power failure before the alerts are marked.
    private func syncFolder() {
        let folder = open(
            String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }
}
