// SPDX-License-Identifier: Apache-2.0
// One topic's expressions to nodes: sets of phrases become atoms, equal ones the same atom.

import Model
import Querying

struct ClauseBuilder {
    private let groups: [Expression]
    private let firstAtom: Int32
    private var atoms: [[Int32]: Int32] = [:]
    /// Groups already flattened.
    private var flat: [Int: Alternatives] = [:]
    private var groupNodes: [Int: Node] = [:]
    /// (phrase, atom)
    private(set) var phrases: [(list: Int32, item: Int32)] = []
    /// For each atom the clauses it may help to hold, each once.
    private(set) var uses: [(list: Int32, item: ClauseUse)] = []

    /// What any one of will do: phrases, and expressions that are more than a phrase.
    private struct Alternatives {
        var phrases: [Int32] = []
        var others: [Node] = []
    }

    init(groups: [Expression], firstAtom: Int32) {
        self.groups = groups
        self.firstAtom = firstAtom
    }

    /// How many atoms there are.
    var count: Int { atoms.count }

    /// The expression over atoms, and the bits of all that it needs.
    mutating func build(
        _ expression: Expression, clause: Int32, _ compiler: inout Compiler
    ) -> (node: Node, needs: UInt8) {
        let node = build(expression, &compiler)
        let needs = ClauseNeeds(node)
        for (atom, parts) in needs.parts { uses.append((atom, ClauseUse(clause: clause, parts: parts))) }
        return (node, needs.all)
    }

    private mutating func build(_ expression: Expression, _ compiler: inout Compiler) -> Node {
        switch expression {
        case .phrase, .any: return node(of: alternatives(expression, &compiler))
        case .group(let index): return group(index, &compiler)
        case .near(let left, let right, let distance):
            return .near(build(left, &compiler), build(right, &compiler), within: UInt32(distance) * 2)
        case .and(let parts): return .and(parts.map { build($0, &compiler) })
        case .either(let parts): return .either(parts.map { build($0, &compiler) })
        case .not(let part): return .not(build(part, &compiler))
        case .field(let field, let part):
            let field = Field(field)
            compiler.note(field)
            return .field(field, build(part, &compiler))
        }
    }

    private mutating func group(_ index: Int, _ compiler: inout Compiler) -> Node {
        if let known = groupNodes[index] { return known }
        let built = node(of: alternatives(.group(index), &compiler))
        groupNodes[index] = built
        return built
    }

    private mutating func alternatives(_ expression: Expression, _ compiler: inout Compiler) -> Alternatives {
        switch expression {
        case .phrase(let phrase): return Alternatives(phrases: [compiler.number(of: phrase)])
        case .any(let parts): return alternatives(of: parts, &compiler)
        case .group(let index):
            if let known = flat[index] { return known }
            let found = alternatives(groups[index], &compiler)
            flat[index] = found
            return found
        case .near, .and, .either, .not, .field: return Alternatives(others: [build(expression, &compiler)])
        }
    }

    /// Without repetition, so that groups of groups do not grow beyond what is written.
    private mutating func alternatives(of parts: [Expression], _ compiler: inout Compiler) -> Alternatives {
        var phrases: [Int32] = []
        var others: Set<Node> = []
        for part in parts {
            let found = alternatives(part, &compiler)
            phrases += found.phrases
            others.formUnion(found.others)
        }
        return Alternatives(phrases: Array(Set(phrases)).sorted(), others: Array(others))
    }

    private mutating func node(of alternatives: Alternatives) -> Node {
        guard !alternatives.others.isEmpty else { return .atom(atom(alternatives.phrases)) }
        guard !alternatives.phrases.isEmpty else { return .any(alternatives.others) }
        return .any([.atom(atom(alternatives.phrases))] + alternatives.others)
    }

    /// The atom of a sorted set of phrases.
    private mutating func atom(_ set: [Int32]) -> Int32 {
        if let known = atoms[set] { return known }
        let number = firstAtom + Int32(atoms.count)
        atoms[set] = number
        phrases += set.map { ($0, number) }
        return number
    }
}

extension Field {
    /// The field of the same name.
    init(_ field: QueryField) {
        switch field {
        case .title: self = .title
        case .summary: self = .summary
        case .content: self = .content
        case .categories: self = .categories
        case .author: self = .author
        case .url: self = .url
        }
    }
}
