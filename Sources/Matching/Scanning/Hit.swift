// SPDX-License-Identifier: Apache-2.0

import Wording

/// A token of an entry that is a form of the vocabulary.
struct Hit: Sendable {
    let form: Int32
    /// Its number among the entry's tokens. Between two fields a number is left out, so that what follows one another
    /// stands in one field.
    let token: UInt32
    /// Widths of the tokens before it, in halves; see `Token.before`.
    let before: UInt32
    /// Its place in the text buffer.
    let start: UInt32
    let end: UInt32
    let stream: Stream
    let flags: Token.Flags

    /// Widths of the tokens up to its end.
    var after: UInt32 { before + (flags.contains(.alone) ? 1 : 2) }
}

/// A stretch of an entry's text across whose edge nothing matches, in the order of scanning.
enum Stream: UInt8, Sendable {
    case title
    /// The first scalars of the summary, or of the content where the summary has no word.
    case lead
    /// What follows the lead in its field.
    case rest
    /// The content where the lead is of the summary.
    case content
    case categories, author, url
}
