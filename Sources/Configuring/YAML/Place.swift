// SPDX-License-Identifier: Apache-2.0

import Yams

/// A place in a text file: 1-based, columns in Unicode scalars, as libYAML counts them.
struct Place: Sendable, Hashable, Comparable {
    let line: Int
    let column: Int

    static let start = Place(line: 1, column: 1)

    static func < (left: Place, right: Place) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A stretch of one line of a text file.
struct Extent: Sendable, Hashable {
    let start: Place
    /// In Unicode scalars; what goes beyond the line does not count.
    let length: Int

    init(_ start: Place, length: Int) {
        self.start = start
        self.length = length
    }
}

extension Place {
    init(_ mark: Mark) {
        self.init(line: mark.line, column: mark.column)
    }
}

extension Node {
    /// Where the node begins; the start of the file for one that was not read from a file.
    var place: Place {
        mark.map { Place($0) } ?? .start
    }

    /// `key:` with nothing behind it, or an explicit null.
    var isNull: Bool {
        guard let scalar, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// "a list", "a mapping" or the text, for messages.
    var kindInWords: String {
        switch self {
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .alias: "an alias"
        case .scalar(let scalar): scalar.string.quoted
        }
    }
}

extension String {
    /// In single quotes for a message: one line, at most 60 characters, without control characters.
    var quoted: String {
        let shown = String(String.UnicodeScalarView(unicodeScalars.prefix(61).map { $0.isControl ? "\u{FFFD}" : $0 }))
        return "'" + (shown.count > 60 ? shown.prefix(59) + "…" : shown) + "'"
    }
}

extension Unicode.Scalar {
    /// C0, DEL and C1, the line separators, and what turns the direction of text.
    var isControl: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
