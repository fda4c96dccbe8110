// SPDX-License-Identifier: Apache-2.0
// What is wrong with a configuration, where, and what would be right. Every reader of this room reports in these.

/// One fault in a configuration file.
package struct Problem: Error, Hashable {
    /// The file as the user named it: the path given, joined with the file's name; `$NAME` for an environment variable.
    package let file: String
    /// 1-based.
    package let line: Int
    /// 1-based, in Unicode scalars; a tab counts as one.
    package let column: Int
    package let severity: Severity
    /// What is wrong.
    package let message: String
    /// What would be right; empty where the message says it all.
    package let advice: String
    /// The line meant; `nil` where there is none, as for a file that cannot be opened.
    package let excerpt: Excerpt?

    package init(
        file: String, line: Int = 1, column: Int = 1, severity: Severity = .error, message: String, advice: String = "",
        excerpt: Excerpt? = nil
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.severity = severity
        self.message = message
        self.advice = advice
        self.excerpt = excerpt
    }

    package enum Severity: String, Sendable, Hashable {
        /// The configuration is not used.
        case error
        /// The configuration is used, but probably does not do what its author meant.
        case warning
    }
}

extension Problem: CustomStringConvertible {
    /// `feeds.yaml:3:5: error: what is wrong; what would be right`
    package var description: String {
        "\(file):\(line):\(column): \(severity.rawValue): \(message)" + (advice.isEmpty ? "" : "; \(advice)")
    }

    /// The same, and below it the source line with a caret under what is meant, as compilers print it.
    package var text: String {
        guard let excerpt else { return description }
        return description + "\n" + excerpt.lines(number: line).joined(separator: "\n")
    }
}

extension Problem: Comparable {
    /// By file, line and column: the order in which a reader goes through the files.
    package static func < (left: Problem, right: Problem) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
