// SPDX-License-Identifier: Apache-2.0
// What must be found before an expression can hold, as bits: `@china NEAR @us` needs something of both sides. A topic
// of which one side stands in an entry is passed over without looking at a place.

/// The parts of an expression that must all be there: atoms, of each list any one.
struct ClauseNeeds {
    /// The most parts told apart; what is beyond counts to the last one.
    static let maxParts = 8

    /// For each atom that may help, the parts it serves.
    private(set) var parts: [Int32: UInt8] = [:]
    /// The bits of all parts.
    let all: UInt8

    init(_ node: Node) {
        let lists = node.needs
        for (index, atoms) in lists.enumerated() {
            for atom in atoms { parts[atom, default: 0] |= 1 << UInt8(min(index, Self.maxParts - 1)) }
        }
        all = UInt8(truncatingIfNeeded: (1 << min(lists.count, Self.maxParts)) - 1)
    }
}

extension Node {
    /// Lists of atoms of which each must have one found, or the node does not hold.
    fileprivate var needs: [[Int32]] {
        switch self {
        case .atom(let atom): [[atom]]
        case .near(let left, let right, _): left.needs + right.needs
        case .and(let parts): parts.flatMap(\.needs)
        case .field(_, let part): part.needs
        case .any(let parts), .either(let parts): [parts.flatMap { $0.needs.flatMap { $0 } }]
        case .not: []
        }
    }
}
