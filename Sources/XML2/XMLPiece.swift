// SPDX-License-Identifier: Apache-2.0

/// Part of a window that is to be read.
struct XMLPiece {
    enum Kind {
        case markup
        /// The whole text between two tags, long enough to be looked at by itself.
        case text
        /// A whole CDATA section, with its marks.
        case characterData
    }

    let kind: Kind
    let range: Range<Int>

    /// Shorter texts go to libxml2 with the tags around them: two more calls of it cost as much as 128 bytes do.
    static let longText = 128
}
