// SPDX-License-Identifier: Apache-2.0

/// Why an XML document was not read to its end.
package enum XMLError: Error, Sendable, Hashable {
    /// Not well-formed: libxml2's words and the line (from 1) where it stopped.
    case malformed(line: Int, message: String)
    /// A bound of `XMLLimits` is exceeded; the text names the bound.
    case limit(String)
    /// The CPU time is used up.
    case deadline
    /// libxml2 could not get memory.
    case outOfMemory
}

extension XMLError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed(let line, let message): "line \(line): \(message)"
        case .limit(let what): "refused: \(what)"
        case .deadline: "refused: reading it takes too much CPU time"
        case .outOfMemory: "out of memory"
        }
    }
}
