// SPDX-License-Identifier: Apache-2.0
// The files of a record by their numbers: `000001.warc.gz` and on. What else lies in the directory is left alone.

import Foundation

struct RecordDirectory: Sendable {
    private let path: String

    private static let suffix = ".warc.gz"

    /// A directory that has to be there.
    init(reading path: String) throws(RecordError) {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw RecordError(operation: "read", path: path, reason: "no such directory")
        }
        self.path = path
    }

    /// A directory that is made where it is missing, for nobody else to read.
    init(making path: String) throws(RecordError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw RecordError(operation: "make", path: path, reason: error.localizedDescription)
        }
        self.path = path
    }

    func path(_ number: Int) -> String {
        let digits = String(number)
        return path + "/" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits + Self.suffix
    }

    /// Ascending.
    func numbers() throws(RecordError) -> [Int] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).compactMap { name in
                guard name.hasSuffix(Self.suffix) else { return nil }
                let digits = name.dropLast(Self.suffix.count)
                return digits.allSatisfy(\.isASCII) && digits.count >= 6 ? Int(digits) : nil
            }.sorted()
        } catch {
            throw RecordError(operation: "list", path: path, reason: error.localizedDescription)
        }
    }

    /// A new file after all others, mode 0600, open to append.
    func beginFile() throws(RecordError) -> (descriptor: Int32, number: Int, bytes: Int) {
        var number = try (numbers().last ?? 0) + 1
        while true {
            let descriptor = open(path(number), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
            if descriptor >= 0 { return (descriptor, number, 0) }
            guard errno == EEXIST else {
                throw RecordError(operation: "create", path: path(number), reason: String(cString: strerror(errno)))
            }
            number += 1
        }
    }

    /// Removes the oldest files while all of them are larger together than `limit` bytes; never the newest.
    func removeOldest(keeping limit: Int) throws(RecordError) {
        let files = try numbers().map { number in (number, size(of: number)) }
        var total = files.reduce(0) { $0 + $1.1 }
        for (number, bytes) in files.dropLast() where total > limit {
            guard unlink(path(number)) == 0 || errno == ENOENT else {
                throw RecordError(operation: "remove", path: path(number), reason: String(cString: strerror(errno)))
            }
            total -= bytes
        }
    }

    private func size(of number: Int) -> Int {
        var status = stat()
        return stat(path(number), &status) == 0 ? Int(status.st_size) : 0
    }
}
