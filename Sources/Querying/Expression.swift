// SPDX-License-Identifier: Apache-2.0
// What an expression of the topic language means, once read.

/// A tree of terms and operators (TOPICS §2).
///
/// Where spans are needed (under NEAR, in a group, on either side of a plain `|`) only phrases, groups, alternatives and
/// NEAR occur: see `isTerm`.
package indirect enum Expression: Sendable, Hashable {
    case phrase(Phrase)
    /// Any item of a group: an index into `QuerySet.groups`.
    case group(Int)
    /// Any one of some terms.
    case any([Expression])
    /// Both terms in one stream with at most `within` tokens between them, in either order, not overlapping.
    case near(Expression, Expression, within: Int)
    /// All of them somewhere in the entry; parts that are `not` must be absent.
    case and([Expression])
    /// The stronger of some expressions, of which one at least is no term.
    case either([Expression])
    /// Only as a part of `and`.
    case not(Expression)
    case field(QueryField, Expression)

    /// Whether it is a phrase, a group, alternatives or NEAR: something that has a place in a text.
    package var isTerm: Bool {
        switch self {
        case .phrase, .group, .any, .near: true
        case .and, .either, .not, .field: false
        }
    }
}

/// A stream that an expression may name.
package enum QueryField: String, Sendable, Hashable, CaseIterable {
    case title, summary, content, categories, author, url
}
