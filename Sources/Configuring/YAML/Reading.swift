// SPDX-License-Identifier: Apache-2.0
// What goes along with the reading of one file: how to name it, what its paths are relative to, the problems so far.

import Yams

/// The reading of one file.
struct Reading {
    /// As problems name it.
    let file: String
    /// Absolute; relative paths in the file begin here.
    let directory: String
    let environment: [String: String]
    /// The key being read, as `fetch.interval`: its section and its name. Joined only for a message.
    var section = ""
    var key = ""
    /// Where that key is written.
    var keyPlace = Place.start
    /// Second writings of a key, reported already.
    var repeatedKeys: Set<Place> = []
    private(set) var problems: [Problem] = []
    /// The file as it was read; `nil` for one that could not be.
    var bytes: [UInt8]?
    /// The file's text, once it could be decoded: problems show their line of it.
    var text = "" {
        didSet { lines = nil }
    }
    /// The text by line, cut when there is the first problem.
    private var lines: SourceLines?

    init(file: String, directory: String = "/", environment: [String: String] = [:]) {
        self.file = file
        self.directory = directory
        self.environment = environment
    }

    /// The key being read, in full.
    var subject: String { section.isEmpty ? key : section + "." + key }

    /// Whether anything found so far keeps the file from being used.
    var hasErrors: Bool { problems.contains { $0.severity == .error } }

    mutating func error(_ message: String, _ advice: String = "", at place: Place) {
        report(.error, message, advice, Extent(place, length: 1))
    }

    mutating func error(_ message: String, _ advice: String = "", at node: Node) {
        report(.error, message, advice, Extent(node.place, length: node.scalar?.string.unicodeScalars.count ?? 1))
    }

    mutating func warning(_ message: String, _ advice: String = "", at place: Place) {
        report(.warning, message, advice, Extent(place, length: 1))
    }

    mutating func report(
        _ severity: Problem.Severity, _ message: String, _ advice: String, _ extent: Extent
    ) {
        let lines = lines ?? SourceLines(text)
        self.lines = lines
        problems.append(
            Problem(
                file: file, line: extent.start.line, column: extent.start.column, severity: severity, message: message,
                advice: advice, excerpt: mayHoldSecret ? nil : Excerpt(extent, in: lines)))
    }

    /// Whether a secret may stand where one must not, such as `password: …` in place of `password_file`: a problem does
    /// not show what is written there.
    var mayHoldSecret: Bool {
        let names = subject.lowercased().split { !$0.isLetter }
        return names.contains { Self.secrets.contains($0) }
    }

    private static let secrets: Set<Substring> = [
        "auth", "headers", "password", "passwd", "pass", "token", "secret", "apikey", "authorization", "key",
    ]
}
