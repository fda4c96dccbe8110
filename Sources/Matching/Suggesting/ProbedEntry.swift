// SPDX-License-Identifier: Apache-2.0
// What a topic, and everything that might be added to it, finds in one entry.

import Model

/// That a signal holds.
struct Holding: Hashable {
    let signal: Int
    let strength: Double
    /// In title, lead or a named field; else only with the content.
    let isHead: Bool

    /// What it counts at so many points.
    func isStronger(than other: Holding) -> Bool {
        isHead != other.isHead ? isHead : strength > other.strength
    }
}

/// What one entry holds of a probe.
struct ProbedEntry {
    /// Of the topic's own signals, by index.
    var holdings: [Holding] = []
    /// Whether only threshold and number of signals may stand in the way.
    var isOpen = false
    /// Features that hold; `signal` is the feature's number.
    var features: [Holding] = []
    /// What would be otherwise with a term in a group.
    var extensions: [Extension] = []

    struct Extension {
        let term: Int
        let group: Int
        /// Of the signals that the group stands in, those that hold then.
        let holdings: [Holding]
        let isOpen: Bool
    }
}

/// Expressions that might become signals, by number: the terms, the pairs of groups, and each term beside each group.
struct Features {
    let terms: Int
    let pairs: Int
    let groups: Int

    var count: Int { terms + pairs + 2 * terms * groups }

    func term(_ term: Int) -> Int { term }
    func pair(_ pair: Int) -> Int { terms + pair }
    func term(_ term: Int, beside group: Int, isNear: Bool) -> Int {
        terms + pairs + 2 * (term * groups + group) + (isNear ? 0 : 1)
    }
}

extension Probe {
    var features: Features { Features(terms: terms.count, pairs: pairs.count, groups: topic.groups.count) }

    /// As the topic language writes the feature.
    func expression(ofFeature feature: Int) -> String {
        if feature < terms.count { return terms[feature].expression }
        if feature < terms.count + pairs.count { return pairs[feature - terms.count] }
        let rest = feature - terms.count - pairs.count
        let (term, group) = (rest / 2 / topic.groups.count, rest / 2 % topic.groups.count)
        let sign = rest % 2 == 0 ? "NEAR/10" : "AND"
        return "\(terms[term].expression) \(sign) @\(topic.groups[group].name)"
    }

    func read(_ example: Example) -> ProbedEntry {
        let isSeen = matcher.takes(compiled, EntryLanguage(example.entry), example.feed)
        return matcher.read(example.entry) { scratch in
            let reading = ProbeReading(probe: self, text: scratch.text, isSeen: isSeen)
            return reading.entry()
        }
    }
}

/// One entry under the eyes of a probe.
private struct ProbeReading {
    let probe: Probe
    let text: EntryText
    let isSeen: Bool

    func entry() -> ProbedEntry {
        let evaluator = evaluator(text.found)
        var entry = ProbedEntry()
        entry.holdings = holdings(probe.base, evaluator)
        entry.isOpen = isOpen(evaluator)
        for pair in probe.pairs.indices {
            add(probe.node(ofPair: pair), as: probe.features.pair(pair), evaluator, &entry)
        }
        let present = Set(text.found.compactMap { probe.termOfPhrase[$0.phrase] })
        for term in present.sorted() { add(term, evaluator, &entry) }
        return entry
    }

    private func add(_ term: Int, _ evaluator: Evaluator, _ entry: inout ProbedEntry) {
        let node = probe.node(ofTerm: term)
        add(node, as: probe.features.term(term), evaluator, &entry)
        for group in probe.topic.groups.indices {
            let other = probe.node(ofGroup: group)
            let near = Node.near(node, other, within: 20)
            add(near, as: probe.features.term(term, beside: group, isNear: true), evaluator, &entry)
            let both = Node.and([node, other])
            add(both, as: probe.features.term(term, beside: group, isNear: false), evaluator, &entry)
            extend(group, by: term, &entry)
        }
    }

    private func add(_ node: Node, as feature: Int, _ evaluator: Evaluator, _ entry: inout ProbedEntry) {
        if let holding = holding(node, signal: feature, isPositive: true, evaluator) { entry.features.append(holding) }
    }

    /// The places of the term are places of the group, too.
    private func extend(_ group: Int, by term: Int, _ entry: inout ProbedEntry) {
        let phrase = probe.phraseOfTerm[term]
        let added = text.found.filter { $0.phrase == phrase }
            .map { FoundPhrase(phrase: probe.slots[group], stream: $0.stream, span: $0.span) }
        let evaluator = evaluator(text.found + added)
        let signals = probe.signalsOfGroup[group]
        let found = holdings(signals, evaluator)
        let isOpen = isOpen(evaluator)
        guard isOpen != entry.isOpen || found != entry.holdings.filter({ signals.contains($0.signal) }) else { return }
        entry.extensions.append(.init(term: term, group: group, holdings: found, isOpen: isOpen))
    }

    private func evaluator(_ found: [FoundPhrase]) -> Evaluator {
        Evaluator(
            weights: probe.compiled.weights, occurrences: probe.matcher.index.occurrences(of: [0], in: found)[...],
            entry: text)
    }

    private func isOpen(_ evaluator: Evaluator) -> Bool {
        isSeen && probe.compiled.require.allSatisfy(evaluator.isRequired)
            && !probe.compiled.exclude.contains(where: evaluator.isExcluded)
    }

    private func holdings(_ signals: some Sequence<Int>, _ evaluator: Evaluator) -> [Holding] {
        signals.compactMap { index in
            let signal = probe.compiled.signals[index]
            return holding(signal.node, signal: index, isPositive: signal.points > 0, evaluator)
        }
    }

    /// Negative signals count in title and lead only.
    private func holding(_ node: Node, signal: Int, isPositive: Bool, _ evaluator: Evaluator) -> Holding? {
        let head = evaluator.strength(node, in: Evaluator.head)
        if head.holds { return Holding(signal: signal, strength: head.value, isHead: true) }
        guard isPositive else { return nil }
        let anywhere = evaluator.strength(node, in: Evaluator.text)
        return anywhere.holds ? Holding(signal: signal, strength: anywhere.value, isHead: false) : nil
    }
}
