// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a user names on the command line: a path, or `-` for standard input.
enum InputFile {
    /// No document is that large, and a device has no end.
    private static let most = 64 << 20

    /// All bytes, at most 64 MiB.
    static func bytes(_ path: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try read(path) { part in
            bytes += part
            guard bytes.count <= most else { throw Failure("\(name(path)) is larger than \(most >> 20) MiB") }
        }
        return bytes
    }

    /// Hands `body` the bytes in order, at most 256 KiB at a time.
    static func read(_ path: String, _ body: ([UInt8]) throws -> Void) throws {
        let file = try handle(path)
        while let part = try part(of: file, path) { try body(part) }
    }

    private static func part(of file: FileHandle, _ path: String) throws -> [UInt8]? {
        do {
            guard let data = try file.read(upToCount: 256 << 10), !data.isEmpty else { return nil }
            return [UInt8](data)
        } catch {
            throw Failure("cannot read \(name(path)): \(error.localizedDescription)")
        }
    }

    /// As messages name it.
    private static func name(_ path: String) -> String { path == "-" ? "standard input" : path }

    private static func handle(_ path: String) throws -> FileHandle {
        if path == "-" { return .standardInput }
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue {
            throw Failure("cannot read \(path): it is a directory")
        }
        do {
            return try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        } catch {
            throw Failure("cannot read \(path): \(error.localizedDescription)")
        }
    }
}
