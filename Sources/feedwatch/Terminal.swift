// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Standard output and standard error.
enum Terminal {
    static func print(_ line: String) {
        write(line + "\n", to: STDOUT_FILENO)
    }

    static func complain(_ line: String, terminator: String = "\n") {
        write(line + terminator, to: STDERR_FILENO)
    }

    /// Whether a person looks on, rather than a pipe or a file.
    static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Colours only on a terminal, and never with `NO_COLOR` (no-color.org) or on one that has none.
    static var hasColour: Bool { isOutputTerminal && wantsColour }

    /// The same for standard error.
    static var hasErrorColour: Bool { isErrorTerminal && wantsColour }

    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    private static var wantsColour: Bool {
        (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
            && getenv("TERM").map { String(cString: $0) != "dumb" } ?? true
    }

    /// ECMA-48, 8.3.117 (SGR).
    enum Style: String {
        case bold = "1"
        case faint = "2"
        case red = "1;31"
        case green = "1;32"
        case magenta = "1;35"
    }

    /// In that style, whether or not the terminal has colours.
    static func painted(_ text: some StringProtocol, _ style: Style) -> String {
        "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }

    static func bold(_ text: String) -> String {
        hasColour ? painted(text, .bold) : text
    }

    /// Writes all of `text`. A reader of the output that has gone ends the program quietly, as a pipe's writer should;
    /// output that cannot be written ends it with status 1, as half an answer is none.
    static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                if descriptor == STDERR_FILENO { return }
                if errno == EPIPE { exit(0) }
                complain("feedwatch: write to standard output: \(String(cString: strerror(errno)))")
                exit(1)
            }
            rest = rest.dropFirst(count)
        }
    }
}
