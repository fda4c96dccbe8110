// SPDX-License-Identifier: Apache-2.0
// Which files of a configuration directory are read, in which order, and which look as if they were meant to be.

import Foundation

struct ConfigurationDirectory {
    static let mainName = "feedwatch.yaml"

    /// As the user named it, for problems and for opening files.
    let path: String
    /// The main file in it.
    let main: String

    /// From a path to the directory or to its main file.
    init(_ path: String) {
        var isDirectory: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        if isDirectory.boolValue || (!exists && !path.hasSuffix(".yaml")) {
            self.path = path
            main = PathText.joined(path, Self.mainName)
        } else {
            self.path = PathText.directory(of: path)
            main = path
        }
    }

    var absolutePath: String {
        PathText.absolute(path, from: FileManager.default.currentDirectoryPath)
    }

    func path(_ name: String) -> String {
        PathText.joined(path, name)
    }

    /// The name of a file in it, of which `path(_:)` or `files(in:)` gave the path.
    func name(of file: String) -> String {
        let opening = PathText.joined(path, "")
        return file.hasPrefix(opening) ? String(file.dropFirst(opening.count)) : file
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path(name))
    }

    /// The files in a folder of it whose names end so, sorted by name, hidden files (and so editors' copies) left out.
    /// Empty if there is no such folder; a problem if it cannot be listed.
    func files(in folder: String, endingIn suffixes: [String], _ problems: inout [Problem]) -> [String] {
        guard exists(folder) else { return [] }
        return Self.files(in: path(folder), endingIn: suffixes, &problems)
    }

    static func files(in folder: String, endingIn suffixes: [String], _ problems: inout [Problem]) -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            let reason = FileManager.default.fileExists(atPath: folder) ? "cannot be listed" : "no such folder"
            problems.append(
                Problem(file: folder, message: reason, advice: "make it a folder that feedwatch's user may read"))
            return []
        }
        return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
            .filter { name in !name.hasPrefix(".") && suffixes.contains { name.hasSuffix($0) } }
            .map { PathText.joined(folder, $0) }
    }

    /// Files that nothing reads but whose names say that they were meant to be.
    func strayFiles(_ problems: inout [Problem]) -> [Problem] {
        let known = [Self.mainName, "feeds.yaml", PathText.name(of: main)]
        let top = Self.files(in: path, endingIn: [".yaml", ".yml"], &problems)
            .filter { !known.contains(PathText.name(of: $0)) }
        let ignored = [path("topics"), path("feeds.d")].filter { FileManager.default.fileExists(atPath: $0) }
            .flatMap { Self.files(in: $0, endingIn: [".yml"], &problems) }
        return (top + ignored).map { file in
            Problem(file: file, severity: .warning, message: "this file is not read", advice: Self.rename(file))
        }
    }

    private static func rename(_ file: String) -> String {
        let name = PathText.name(of: file)
        let stem = name.hasSuffix(".yml") ? String(name.dropLast(4)) : String(name.dropLast(5))
        if name.hasSuffix(".yml") { return "name it \(stem).yaml" }
        let near = NearestWord.to(stem, among: ["feeds", "feedwatch"])
        return near.map { "name it \($0).yaml" } ?? "feeds are read from feeds.yaml and feeds.d, topics from topics"
    }
}
