// SPDX-License-Identifier: Apache-2.0
// What a signal lacked: the parts of its AND that are nowhere, or the sides of its NEAR that are too far apart.

import Model
import Querying

struct NearMissFinder {
    let evaluator: Evaluator
    /// The names of the topic's groups, by index.
    let groups: [String]

    /// Of the positive signals that do not hold the one that lacks the least, of those the one worth most.
    func nearest(_ topic: CompiledTopic, _ expressions: [Expression], held: Set<Int>) -> NearMiss? {
        let missed = topic.signals.indices.filter { topic.signals[$0].points > 0 && !held.contains($0) }
        let ranked = missed.map { index in
            let signal = topic.signals[index]
            let lack = lack(expressions[index], signal.node, in: Evaluator.text)
            return (lack, NearMiss(signal: signal.text, points: signal.points, lacks: lack.missing))
        }
        return ranked.min { ($0.0.share, -$0.1.points) < ($1.0.share, -$1.1.points) }?.1
    }

    /// What is missing of an expression, and the share of its parts that is, 0...1.
    private struct Lack {
        var missing: [String]
        var share: Double
    }

    private func lack(_ expression: Expression, _ node: Node, in fields: [Field]) -> Lack {
        if evaluator.strength(node, in: fields).holds { return Lack(missing: [], share: 0) }
        switch (expression, node) {
        case (.and(let parts), .and(let nodes)): return lack(parts, nodes, in: fields)
        case (.near(let left, let right, let distance), .near(let a, let b, _)):
            let sides = lack([left, right], [a, b], in: fields)
            guard sides.missing.isEmpty else { return sides }
            let between = "more than \(distance) words between \(written(left)) and \(written(right))"
            return Lack(missing: [between], share: 0.25)
        case (.field(let name, let part), .field(let field, let inner)):
            let found = lack(part, inner, in: [field])
            return Lack(missing: found.missing.map { "\($0) in \(name.rawValue)" }, share: found.share)
        case (.either(let parts), .either(let nodes)):
            let found = zip(parts, nodes).map { lack($0, $1, in: fields) }.min { $0.share < $1.share }
            return found ?? Lack(missing: [], share: 1)
        default: return Lack(missing: ["no \(written(expression))"], share: 1)
        }
    }

    private func lack(_ parts: [Expression], _ nodes: [Node], in fields: [Field]) -> Lack {
        var missing: [String] = []
        var share = 0.0
        for (part, node) in zip(parts, nodes) {
            if case (.not(let absent), .not(let inner)) = (part, node) {
                if evaluator.isForbidden(inner) { missing.append("\(written(absent)) is there") }
                continue
            }
            let found = lack(part, node, in: fields)
            missing += found.missing
            share += found.share
        }
        return Lack(missing: missing, share: share / Double(max(parts.count, 1)))
    }

    private func written(_ expression: Expression) -> String {
        expression.written { groups[$0] }
    }
}
