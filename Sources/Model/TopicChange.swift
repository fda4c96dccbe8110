// SPDX-License-Identifier: Apache-2.0

/// One change of a topic, as its author would make it by hand. Signals are named by their index before all changes.
package enum TopicChange: Sendable, Hashable {
    case addItem(String, group: String)
    case addSignal(points: Double, expression: String)
    case setPoints(Double, signal: Int)
    case removeSignal(Int)
    case setThreshold(Double)
}

extension Topic {
    /// The topic with changes that name only groups and signals it has. The body cap stays as it is.
    package func applying(_ edits: [TopicChange]) -> Topic {
        var topic = self
        for edit in edits { topic.apply(edit) }
        let removed = edits.compactMap { if case .removeSignal(let index) = $0 { index } else { nil } }
        for index in removed.sorted(by: >) { topic.signals.remove(at: index) }
        return topic
    }

    private mutating func apply(_ edit: TopicChange) {
        switch edit {
        case .addItem(let item, let name):
            groups = groups.map { $0.name == name ? Group(name: name, items: $0.items + [item]) : $0 }
        case .addSignal(let points, let expression): signals.append(Signal(points: points, expression: expression))
        case .setPoints(let points, let index):
            signals[index] = Signal(points: points, expression: signals[index].expression)
        case .removeSignal: break
        case .setThreshold(let threshold): self.threshold = threshold
        }
    }
}
