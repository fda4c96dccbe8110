// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What Documentation/Topics.md tells a reader to type gives exactly what it shows.
@Suite struct GuideTests {
    private static let path = Sandbox.root + "/Documentation/Topics.md"

    /// With `FEEDWATCH_WRITE_GUIDE` set the guide is written anew instead, with what its commands print.
    @Test func `every step of the guide prints what the guide shows`() async throws {
        let guide = try String(contentsOfFile: Self.path, encoding: .utf8)
        let directory = try TemporaryDirectory()
        for folder in ["Config", "Documentation"] {
            try FileManager.default.createSymbolicLink(
                atPath: directory.path(folder), withDestinationPath: Sandbox.root + "/" + folder)
        }
        var commands = 0
        var shown: [String] = []
        for part in GuidePart.parts(of: guide) {
            switch part {
            case .text(let lines): shown += lines
            case .file(let path, let lines):
                try directory.write(lines.joined(separator: "\n") + "\n", to: path)
                shown += lines
            case .command(let command, let expected):
                let printed = try await Self.run(command, in: directory.path)
                if !Self.isWriting { #expect(printed == expected, "$ \(command)") }
                commands += 1
                shown += ["$ " + command] + printed
            }
        }
        #expect(commands > 5)
        if Self.isWriting {
            try shown.joined(separator: "\n").write(toFile: Self.path, atomically: true, encoding: .utf8)
        }
    }

    private static let isWriting = ProcessInfo.processInfo.environment["FEEDWATCH_WRITE_GUIDE"] != nil

    /// The lines that a reader sees, errors among them.
    private static func run(_ command: String, in folder: String) async throws -> [String] {
        let program = (Program.path as NSString).deletingLastPathComponent
        let script = "cd '\(folder)' && PATH='\(program)':$PATH && exec 2>&1\n\(command)"
        let output = try await RunningProgram("/bin/bash", ["-c", script], input: "", environment: [:]).finish()
        return output.out.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast()
    }
}

/// A stretch of the guide.
private enum GuidePart {
    case text([String])
    /// A block of YAML below a line that ends with a path: the reader's file.
    case file(path: String, [String])
    /// What follows `$ ` in a console block, and the lines below it.
    case command(String, shows: [String])

    static func parts(of guide: String) -> [GuidePart] {
        var parts: [GuidePart] = []
        var fence: String?
        var path: String?
        for line in guide.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                fence = fence == nil ? line : nil
                parts.append(.text([line]))
                if fence == "```yaml", let path { parts.append(.file(path: path, [])) }
                if fence == nil { path = nil }
            } else if fence == "```console", line.hasPrefix("$ ") {
                parts.append(.command(String(line.dropFirst(2)), shows: []))
            } else {
                parts.append(line, isInFence: fence != nil)
                if fence == nil, !line.isEmpty { path = named(by: line) }
            }
        }
        return parts
    }

    /// The path of a line that ends with `` `path`: ``
    private static func named(by line: String) -> String? {
        guard line.hasSuffix("`:") else { return nil }
        return line.dropLast(2).split(separator: "`").last.map(String.init)
    }
}

extension [GuidePart] {
    /// Adds a line to the last part; what stands outside a fence is text.
    fileprivate mutating func append(_ line: String, isInFence: Bool) {
        switch last {
        case .file(let path, let lines)? where isInFence: self[count - 1] = .file(path: path, lines + [line])
        case .command(let command, let lines)? where isInFence:
            self[count - 1] = .command(command, shows: lines + [line])
        case .text(let lines)?: self[count - 1] = .text(lines + [line])
        default: append(.text([line]))
        }
    }
}
