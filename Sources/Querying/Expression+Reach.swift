// SPDX-License-Identifier: Apache-2.0
// What an expression can be worth at most, whatever the entry says (TOPICS §3): for lints about sums that cannot be.

/// The highest strengths of one expression; 0 where it cannot hold.
package struct ExpressionReach: Sendable, Hashable {
    /// In title, lead and the fields it names.
    package let head: Double
    /// With the content, too.
    package let anywhere: Double
}

extension Expression {
    /// `weight` is what each field is worth.
    package func reach(_ weight: (QueryField) -> Double) -> ExpressionReach {
        ExpressionReach(
            head: most(in: [.title, .summary], weight), anywhere: most(in: [.title, .summary, .content], weight))
    }

    /// Whether it holds only where the content does: it names that field and has no other way.
    var asksForContent: Bool {
        let reach = reach { $0 == .content ? 1 : 0.5 }
        return reach.head == 0 && reach.anywhere > 0
    }

    private func most(in fields: [QueryField], _ weight: (QueryField) -> Double) -> Double {
        switch self {
        case .phrase, .group, .any, .near: return fields.map(weight).max() ?? 0
        case .and(let parts): return parts.filter { !$0.isNot }.map { $0.most(in: fields, weight) }.min() ?? 0
        case .either(let parts): return parts.map { $0.most(in: fields, weight) }.max() ?? 0
        case .not: return 0
        case .field(let field, let part):
            let isText = [.title, .summary, .content].contains(field)
            return isText && !fields.contains(field) ? 0 : part.most(in: [field], weight)
        }
    }

    private var isNot: Bool {
        if case .not = self { true } else { false }
    }
}

extension QuerySet {
    /// The groups that nothing names, by their index, in order; one that only such a group names is among them.
    package var unusedGroups: [Int] {
        var used: Set<Int> = []
        var waiting = signals + require + exclude
        while let expression = waiting.popLast() {
            switch expression {
            case .phrase: break
            case .group(let index): if used.insert(index).inserted { waiting.append(groups[index]) }
            case .any(let parts), .and(let parts), .either(let parts): waiting += parts
            case .near(let left, let right, _): waiting += [left, right]
            case .not(let part), .field(_, let part): waiting.append(part)
            }
        }
        return groups.indices.filter { !used.contains($0) }
    }
}
