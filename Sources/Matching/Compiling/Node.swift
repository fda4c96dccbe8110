// SPDX-License-Identifier: Apache-2.0

import Model

/// An expression over atoms. An atom is a set of phrases of which any one will do: a term, plain alternatives, a whole
/// group; its places in an entry are found without looking at the set.
indirect enum Node: Sendable, Hashable {
    case atom(Int32)
    /// Alternatives with places of which one at least is no atom.
    case any([Node])
    /// `within` is in halves of a token.
    case near(Node, Node, within: UInt32)
    case and([Node])
    case either([Node])
    case not(Node)
    case field(Field, Node)
}
