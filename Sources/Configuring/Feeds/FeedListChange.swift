// SPDX-License-Identifier: Apache-2.0

/// What a feed list would be after an edit: checked, and not written yet.
package struct FeedListChange: Sendable {
    /// The file, as the user named the configuration.
    package let path: String
    /// The file's bytes when it was read; `nil` where there is none yet. Whoever writes replaces these and no others.
    package let before: [UInt8]?
    package let after: [UInt8]
    /// The line of the first feed that it is about, in the text after the edit or, of one that was removed, before it.
    package let line: Int
    /// Its address as the list has it.
    package let url: String

    /// Whether there is anything to write.
    package var isChange: Bool { before != after }
}

/// Why a feed list cannot be changed.
package struct FeedListError: Error, CustomStringConvertible {
    package let description: String

    init(_ message: String, _ advice: String) {
        description = message + "; " + advice
    }

    init(_ problems: [Problem]) {
        description = problems.filter { $0.severity == .error }.map(\.description).joined(separator: "\n")
    }
}
