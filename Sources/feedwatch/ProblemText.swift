// SPDX-License-Identifier: Apache-2.0

import Configuring
import Watching

/// Problems of a configuration for a person: on standard error, with colours where that is a terminal.
enum ProblemText {
    static func complain(_ problem: Problem) {
        complain(problem.text)
    }

    /// Problems as text, such as a daemon's answer, painted line by line.
    static func complain(_ text: String) {
        let text = text.last == "\n" ? text.dropLast() : text[...]
        let lines = Printable.lines(String(text), keepingTabs: true).split(
            separator: "\n", omittingEmptySubsequences: false)
        Terminal.complain(lines.map { Terminal.hasErrorColour ? painted($0) : String($0) }.joined(separator: "\n"))
    }

    private static func painted(_ line: Substring) -> String {
        if let bar = line.firstRange(of: " | "), line[..<bar.lowerBound].allSatisfy({ $0 == " " || $0.isNumber }) {
            let rest = line[bar.upperBound...]
            let isMark = line[..<bar.lowerBound].allSatisfy { $0 == " " } && rest.contains("^")
            let text = isMark ? Terminal.painted(rest, .green) : String(rest)
            return Terminal.painted(line[..<bar.upperBound], .faint) + text
        }
        for (word, colour) in [(": error: ", Terminal.Style.red), (": warning: ", .magenta)] {
            guard let found = line.firstRange(of: word) else { continue }
            let severity = line[found].dropFirst(2).dropLast()
            return Terminal.painted(line[..<found.lowerBound] + ":", .bold) + " " + Terminal.painted(severity, colour)
                + " " + line[found.upperBound...]
        }
        return String(line)
    }
}
