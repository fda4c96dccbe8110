// SPDX-License-Identifier: Apache-2.0
// Of a topic with thousands of signals only those are evaluated of which something was found.

/// The clauses of a topic that hold one of the atoms found, each kind by index, in order.
struct TouchedClauses {
    private(set) var signals: [Int] = []
    private(set) var require: [Int] = []
    private(set) var exclude: [Int] = []

    init(_ topic: CompiledTopic, _ occurrences: ArraySlice<Occurrence>, _ clausesOfAtom: IntegerLists) {
        var numbers: [Int32] = []
        var last: Int32 = -1
        for occurrence in occurrences where occurrence.atom != last {
            last = occurrence.atom
            numbers += clausesOfAtom[Int(last)]
        }
        numbers.sort()
        var previous: Int32 = -1
        for number in numbers where number != previous {
            previous = number
            add(Clause(Int(number), in: topic))
        }
    }

    private mutating func add(_ clause: Clause) {
        switch clause {
        case .signal(let index): signals.append(index)
        case .require(let index): require.append(index)
        case .exclude(let index): exclude.append(index)
        }
    }

    /// Whether the topic may match at all: a requirement of which nothing was found does not hold, and only positive
    /// signals make a score.
    func mayMatch(_ topic: CompiledTopic) -> Bool {
        guard require.count == topic.require.count else { return false }
        return topic.asksNothing || signals.contains { topic.signals[$0].points > 0 }
    }
}
