// SPDX-License-Identifier: Apache-2.0

/// What a publisher's edit of a headline means to somebody who has read the old one.
package enum HeadlineChange: Sendable, Hashable {
    /// A slip of the pen mended, a word put differently.
    case minor
    /// Other words or other numbers: the news changed.
    case material
    /// The story is now said to be corrected or withdrawn.
    case notice
}
