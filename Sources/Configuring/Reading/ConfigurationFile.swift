// SPDX-License-Identifier: Apache-2.0
// Bytes of a file, bounded, with the operating system's reason as a problem where there are none.

import Foundation

enum ConfigurationFile {
    /// Settings and topics are written by hand.
    static let maximumBytes = 4 << 20
    /// Feed lists may be generated: some 100,000 feeds.
    static let maximumListBytes = 32 << 20

    /// The whole file; `nil` after a problem was reported. Blocks. Only regular files are read, so that a pipe or a
    /// device cannot stall a reload. Calls open(2) and read(2).
    static func bytes(of path: String, limit: Int = maximumBytes, _ reading: inout Reading) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            reading.error("cannot be opened: \(reason(errno))", advice(errno), at: .start)
            return nil
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            reading.error("is not a regular file", "put a text file here", at: .start)
            return nil
        }
        guard let bytes = contents(descriptor, limit, Int(status.st_size)) else {
            reading.error("cannot be read: \(reason(errno))", advice(errno), at: .start)
            return nil
        }
        guard bytes.count <= limit else {
            reading.error("the file is larger than \(SizeText.text(limit))", "split it", at: .start)
            return nil
        }
        reading.bytes = bytes
        return bytes
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }

    /// The text of a YAML file and its root.
    static func yaml(
        at path: String, limit: Int = maximumBytes, _ reading: inout Reading
    ) -> String? {
        bytes(of: path, limit: limit, &reading).flatMap { SourceText.decode($0, &reading) }
    }

    /// Up to one byte more than `limit`; `nil` with `errno` set on failure.
    private static func contents(_ descriptor: Int32, _ limit: Int, _ expected: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(limit, expected) + 1)
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= limit {
            let count = read(descriptor, &chunk, min(chunk.count, limit + 1 - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return bytes
    }

    static func reason(_ code: Int32) -> String {
        String(cString: strerror(code))
    }

    private static func advice(_ code: Int32) -> String {
        switch code {
        case EACCES: "make it readable for the user that runs feedwatch"
        case ENOENT: "create it; it may be empty"
        default: ""
        }
    }
}
