// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

@testable import Configuring

/// A configuration directory of a test's own, made of files given as text.
struct ConfigurationFolder {
    private let directory: TemporaryDirectory

    /// With an empty main file unless `files` has one.
    init(_ files: [String: String]) throws {
        directory = try TemporaryDirectory()
        for (name, text) in files.merging(["feedwatch.yaml": ""], uniquingKeysWith: { given, _ in given }) {
            try directory.write(text, to: name)
        }
    }

    /// Absolute.
    var path: String { directory.path }

    func path(_ name: String) -> String {
        directory.path(name)
    }

    func read(_ environment: [String: String] = [:]) -> (configuration: Configuration?, problems: [Problem]) {
        ConfigurationReader(environment: environment, readOPML: Self.outlines).read(at: directory.path)
    }

    var lists: FeedLists {
        FeedLists(configuration: directory.path, environment: [:], readOPML: Self.outlines)
    }

    /// What the problems say, without the directory.
    func lines(_ environment: [String: String] = [:]) -> [String] {
        read(environment).problems.map { "\($0)".replacing(directory.path + "/", with: "") }
    }

    /// `file:line:column` of each problem.
    func places() -> [String] {
        read().problems.map { "\($0.file):\($0.line):\($0.column)".replacing(directory.path + "/", with: "") }
    }

    /// In place of the OPML parser: one feed a line, `URL TITLE TAG…`.
    @Sendable private static func outlines(_ bytes: [UInt8]) throws -> [Subscription] {
        try String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            guard words[0] != "broken" else { throw CocoaError(.fileReadCorruptFile) }
            return Subscription(url: words[0], title: words.dropFirst().first, tags: Array(words.dropFirst(2)))
        }
    }
}
