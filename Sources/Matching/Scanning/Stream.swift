// SPDX-License-Identifier: Apache-2.0

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
