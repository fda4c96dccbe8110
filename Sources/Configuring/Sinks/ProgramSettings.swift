// SPDX-License-Identifier: Apache-2.0
// Sinks on this machine: a program, and feeds for a reader.

import Yams

/// A program that is run for each alert.
package struct ExecSettings: Sendable, Hashable {
    /// The program's absolute path, and its arguments.
    package var command: [String] = []
    package var timeout = Duration.seconds(15)

    package init() {}
}

extension ExecSettings: SinkForm {
    static let required = [(key: "command", example: "[/usr/local/bin/tell]")]

    static let settings: [Setting<ExecSettings>] = [
        .value(
            "command", \.command, .list(of: argument),
            "The program's absolute path and its arguments; no shell. It gets the alert as JSON on standard input."),
        .value(
            "timeout", \.timeout, .duration(.seconds(1)...(.seconds(300))),
            "The longest it may run; then it is ended, and tried again later."),
    ]

    func check(_ node: Node, _ reading: inout Reading) {
        guard let written = node["command"], command.first?.hasPrefix("/") != true, written.sequence != nil else {
            return
        }
        reading.error(
            "\(reading.subject).command begins with no program",
            "begin with its absolute path, such as /usr/bin/logger",
            at: written)
    }

    /// An argument may be empty.
    private static let argument = ValueType<String>.scalar("a text", schema: .type("string"), value: { $0 })
}

/// Atom feeds of alerts, one a topic.
package struct AtomSettings: Sendable, Hashable {
    /// Absolute.
    package var directory = ""
    package var newest = 100

    package init() {}
}

extension AtomSettings: SinkForm {
    static let required = [(key: "directory", example: "/var/lib/feedwatch/feeds")]

    static let settings: [Setting<AtomSettings>] = [
        .value("directory", \.directory, .path, "Where the feeds are kept, TOPIC.atom for each topic."),
        .value("newest", \.newest, .count(1...1_000), "How many alerts a feed holds."),
    ]
}
