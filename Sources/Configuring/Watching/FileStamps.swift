// SPDX-License-Identifier: Apache-2.0
// What stat(2) says of the files of a configuration: where the kernel tells no changes, they are found by comparing.

import Glibc

/// The state of every file that counts, without its contents.
struct FileStamps: Equatable {
    private struct Stamp: Equatable {
        let device: UInt
        let inode: UInt
        let size: Int
        let mode: UInt32
        /// Seconds and nanoseconds.
        let modified: [Int]
        let changed: [Int]
    }

    /// By path; files that do not exist have none.
    private var stamps: [String: Stamp] = [:]

    /// Looks at the files in `places` that hold the configuration. Blocks.
    init(of places: WatchedPlaces) {
        for (directory, names) in places.directories where names.holdsFiles {
            add(directory)
            for name in Self.names(in: directory) where names.contains(name) {
                add(PathText.joined(directory, name))
            }
        }
    }

    private mutating func add(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        stamps[path] = Stamp(
            device: UInt(status.st_dev), inode: UInt(status.st_ino), size: Int(status.st_size), mode: status.st_mode,
            modified: [status.st_mtim.tv_sec, status.st_mtim.tv_nsec],
            changed: [status.st_ctim.tv_sec, status.st_ctim.tv_nsec])
    }

    /// opendir(3), readdir(3)
    private static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(withUnsafePointer(to: &entry.pointee.d_name.0) { String(cString: $0) })
        }
        return names
    }
}
