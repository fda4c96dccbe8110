// SPDX-License-Identifier: Apache-2.0
// Finding a file again after logrotate renamed it.

import Glibc

extension AppendFile {
    /// The file with that inode at `path` or under another name in its folder; `nil` when it is gone or cannot be opened
    /// there (compressed and removed, say).
    static func find(inode: UInt64, near path: String) throws(FileError) -> AppendFile? {
        if let file = try existing(at: path), file.inode == inode { return file }
        for folder in folders(of: path) {
            for name in names(in: folder) where number(of: folder + "/" + name) == inode {
                if let file = try? existing(at: folder + "/" + name), file.inode == inode { return file }
            }
        }
        return nil
    }

    /// The folder of `path`, and that of the file it leads to where it is a symbolic link.
    private static func folders(of path: String) -> Set<String> {
        var folders: Set = [folder(of: path)]
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink(path, &target, target.count)
        if length > 0 {
            let link = String(decoding: target.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
            folders.insert(folder(of: link.hasPrefix("/") ? link : folder(of: path) + "/" + link))
        }
        return folders
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { name in
                    name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names
    }

    /// The inode of a regular file; not `readdir`'s, which some file systems make up.
    private static func number(of path: String) -> UInt64? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return UInt64(status.st_ino)
    }
}
