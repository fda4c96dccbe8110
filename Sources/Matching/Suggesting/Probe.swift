// SPDX-License-Identifier: Apache-2.0
// A topic and everything that might be added to it, compiled once: what a term would do in a group is then seen by taking
// its places for places of the group, without compiling the topic anew for each term and group.

import Model
import Querying

/// A topic with a slot in each group and all candidate terms beside it.
struct Probe {
    let topic: Topic
    let terms: [Term]
    /// Two groups of the topic as one expression.
    let pairs: [String]
    let matcher: TopicMatcher
    /// For each term its phrase, and by phrase its term.
    let phraseOfTerm: [Int32]
    let termOfPhrase: [Int32: Int]
    /// A phrase that stands in no text and is an item of the group.
    let slots: [Int32]
    /// For each group the signals in which it stands, by itself or within other groups.
    let signalsOfGroup: [[Int]]

    /// Of `terms` those are taken that can stand in a topic without a warning. `nil` where the topic does not read.
    init?(_ topic: Topic, terms: [Term]) {
        let terms = Self.sound(terms)
        let names = topic.groups.map(\.name)
        pairs = Self.pairs(names).filter { pair in !topic.signals.contains { $0.expression == pair } }
        var extended = topic
        extended.groups = topic.groups.enumerated().map {
            Topic.Group(name: $1.name, items: $1.items + [Self.slot($0)])
        }
        extended.signals += (terms.map(\.expression) + names.indices.map(Self.slot) + names.map { "@" + $0 } + pairs)
            .map { Topic.Signal(points: 1, expression: $0) }
        guard let queries = QuerySet.read(QuerySource(topic)).queries else { return nil }
        matcher = TopicMatcher(topics: [extended])
        guard let compiled = matcher.topics.first else { return nil }
        let phrases = matcher.index.phrasesOfAtoms
        let asked = compiled.signals.dropFirst(topic.signals.count).prefix(terms.count + names.count)
        let found = asked.compactMap { signal -> Int32? in
            guard case .atom(let atom) = signal.node else { return nil }
            return phrases[atom]?.first
        }
        guard found.count == asked.count else { return nil }
        phraseOfTerm = Array(found.prefix(terms.count))
        slots = Array(found.dropFirst(terms.count))
        termOfPhrase = Dictionary(zip(phraseOfTerm, terms.indices), uniquingKeysWith: { first, _ in first })
        signalsOfGroup = queries.signalsOfGroups
        self.topic = topic
        self.terms = terms
    }

    var compiled: CompiledTopic { matcher.topics[0] }
    var base: Range<Int> { 0..<topic.signals.count }

    func node(ofTerm term: Int) -> Node { compiled.signals[topic.signals.count + term].node }

    func node(ofGroup group: Int) -> Node {
        compiled.signals[topic.signals.count + terms.count + topic.groups.count + group].node
    }

    func node(ofPair pair: Int) -> Node {
        compiled.signals[topic.signals.count + terms.count + 2 * topic.groups.count + pair].node
    }

    private static func slot(_ group: Int) -> String { "qzslot\(group)qz" }

    private static func sound(_ terms: [Term]) -> [Term] {
        let problems = QuerySet.read(QuerySource(groups: [], signals: terms.map(\.expression))).problems
        let unsound = Set(problems.map(\.place))
        return terms.indices.filter { !unsound.contains(.signal($0)) }.map { terms[$0] }
    }

    private static func pairs(_ names: [String]) -> [String] {
        names.indices.flatMap { left in
            names[(left + 1)...].flatMap { right in
                ["@\(names[left]) NEAR/10 @\(right)", "@\(names[left]) AND @\(right)"]
            }
        }
    }
}

extension TopicIndex {
    /// For each atom the phrases that make it hold.
    fileprivate var phrasesOfAtoms: [Int32: [Int32]] {
        var phrases: [Int32: [Int32]] = [:]
        for phrase in 0..<Int32(phraseCount) {
            atomsOfPhrase.forEach(of: phrase) { phrases[$0, default: []].append(phrase) }
        }
        return phrases
    }
}

extension QuerySet {
    /// For each group the signals, by their index, in which it stands, by itself or within other groups.
    fileprivate var signalsOfGroups: [[Int]] {
        var signals = Array(repeating: [Int](), count: groups.count)
        for (index, signal) in self.signals.enumerated() {
            var seen: Set<Int> = []
            note(signal, &seen)
            for group in seen { signals[group].append(index) }
        }
        return signals
    }

    private func note(_ expression: Expression, _ seen: inout Set<Int>) {
        switch expression {
        case .phrase: break
        case .group(let index): if seen.insert(index).inserted { note(groups[index], &seen) }
        case .any(let parts), .and(let parts), .either(let parts): for part in parts { note(part, &seen) }
        case .near(let left, let right, _):
            note(left, &seen)
            note(right, &seen)
        case .not(let part), .field(_, let part): note(part, &seen)
        }
    }
}
