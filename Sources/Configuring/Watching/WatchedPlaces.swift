// SPDX-License-Identifier: Apache-2.0
// Which names in which directories a configuration hangs on: its files and folders, and each symbolic link and directory
// on the way to them, so that a swapped link or a replaced folder is seen like a saved file.

import Foundation

/// The directories to be watched and what counts in them. Made anew after each change.
struct WatchedPlaces: Equatable {
    /// By directory, absolute and without symbolic links.
    private(set) var directories: [String: Names] = [:]

    /// What counts in a directory.
    struct Names: Equatable {
        var exact: Set<String> = []
        /// Endings of files that are read; hidden files are not. Editors' temporary names have none of these endings.
        var suffixes: [String] = []
        /// Whether files of the configuration are in it, rather than a step on the way to them.
        var holdsFiles = false

        func contains(_ name: String) -> Bool {
            exact.contains(name) || (!name.hasPrefix(".") && suffixes.contains { name.hasSuffix($0) })
        }
    }

    /// Looks at the directory at `path`, or at that of the main file at `path`. Blocks.
    init(of path: String) {
        let directory = ConfigurationDirectory(path)
        let root = directory.absolutePath
        for file in [PathText.name(of: directory.main), "feeds.yaml"] { addFile(PathText.joined(root, file)) }
        addFolder(PathText.joined(root, "topics"), suffixes: [".yaml"])
        addFolder(PathText.joined(root, "feeds.d"), suffixes: [".yaml", ".opml"])
    }

    /// The longest chain of symbolic links that Linux follows.
    private static let maximumLinks = 40

    private mutating func addFile(_ path: String) {
        let end = follow(path)
        directories[PathText.directory(of: end), default: Names()].holdsFiles = true
    }

    private mutating func addFolder(_ path: String, suffixes: [String]) {
        let folder = follow(path)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
        directories[folder, default: Names()].suffixes += suffixes
        directories[folder, default: Names()].holdsFiles = true
        for name in names where directories[folder]?.contains(name) == true {
            let file = PathText.joined(folder, name)
            if Self.target(of: file) != nil { addFile(file) }
        }
    }

    /// Notes each name on the way to `path`; returns where it leads, which may not exist.
    private mutating func follow(_ path: String) -> String {
        var rest = Array(path.split(separator: "/").reversed())
        var place = "/"
        var links = 0
        while let name = rest.popLast().map(String.init) {
            if name == ".." {
                place = PathText.directory(of: place)
                continue
            }
            directories[place, default: Names()].exact.insert(name)
            let next = PathText.joined(place, name)
            if links < Self.maximumLinks, let target = Self.target(of: next) {
                links += 1
                if target.hasPrefix("/") { place = "/" }
                rest += target.split(separator: "/").filter { $0 != "." }.reversed().map { $0[...] }
            } else {
                place = next
            }
        }
        return place
    }

    /// Where a symbolic link points; `nil` for anything else. readlink(2)
    private static func target(of path: String) -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: path)
    }
}
