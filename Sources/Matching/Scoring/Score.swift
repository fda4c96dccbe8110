// SPDX-License-Identifier: Apache-2.0
// The sum that explains every alert (TOPICS §3): head + min(body, cap), from the signals that hold.

import Model

/// The sum of one topic on one entry.
struct Score {
    /// Σ points × strength over title, lead and named fields; negative points count here only.
    private(set) var head = 0.0
    /// Σ positive points × strength of signals that hold only with the content, before the cap.
    private(set) var body = 0.0
    /// Positive signals that hold.
    private(set) var positives = 0
    /// The signals that hold, by their index, in order.
    private(set) var held: [(signal: Int, strength: Strength)] = []

    /// Looks at the signals with the given indices, in rising order; the others do not hold.
    init(_ topic: CompiledTopic, _ signals: some Sequence<Int>, _ evaluator: Evaluator) {
        for index in signals { add(index, topic.signals[index], evaluator) }
    }

    func total(cap: Double) -> Double { max(0, head + min(body, cap)) }

    func reaches(_ topic: CompiledTopic) -> Bool {
        positives >= topic.minimumSignals && total(cap: topic.bodyCap) + 1e-9 >= topic.threshold
    }

    private mutating func add(_ index: Int, _ signal: CompiledTopic.Signal, _ evaluator: Evaluator) {
        var strength = evaluator.strength(signal.node, in: Evaluator.head)
        if strength.holds {
            head += signal.points * strength.value
        } else if signal.points > 0 {
            strength = evaluator.strength(signal.node, in: Evaluator.text)
            if strength.holds { body += signal.points * strength.value }
        }
        guard strength.holds else { return }
        if signal.points > 0 { positives += 1 }
        held.append((index, strength))
    }
}
