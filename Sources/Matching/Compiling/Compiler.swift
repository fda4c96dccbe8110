// SPDX-License-Identifier: Apache-2.0
// All topics into one set of tables. Cost: in proportion to the words written; each group is flattened once.

import Model
import Querying

/// The tables of a matcher while they are built.
struct Compiler {
    private(set) var trie = PhraseTrieBuilder()
    private(set) var topics: [CompiledTopic] = []
    /// For each phrase the atoms that hold it.
    private(set) var atomsOfPhrase: [(list: Int32, item: Int32)] = []
    /// For each atom the clauses of its topic that it may help to hold.
    private(set) var usesOfAtom: [(list: Int32, item: ClauseUse)] = []
    private(set) var topicOfAtom: [Int32] = []
    private(set) var clauses: [Clause] = []
    /// The fields that some expression names.
    private(set) var named = PerField(false)

    /// Adds a topic; one whose expressions do not read is left out.
    mutating func add(_ topic: Topic) {
        guard let queries = QuerySet.read(QuerySource(topic)).queries else { return }
        var builder = ClauseBuilder(groups: queries.groups, firstAtom: Int32(topicOfAtom.count))
        let number = Int32(topics.count)
        let first = clauses.count
        var nodes: [Node] = []
        for (index, expression) in (queries.signals + queries.require + queries.exclude).enumerated() {
            let (node, needs) = builder.build(expression, clause: Int32(first + index), &self)
            nodes.append(node)
            clauses.append(Clause(topic: number, needs: needs, role: Clause.Role(index, in: topic)))
        }
        topicOfAtom += repeatElement(number, count: builder.count)
        usesOfAtom += builder.uses
        atomsOfPhrase += builder.phrases
        topics.append(CompiledTopic(topic, nodes, firstClause: Int32(first)))
    }

    mutating func note(_ field: Field) {
        named[field] = true
    }

    mutating func number(of phrase: Phrase) -> Int32 {
        trie.number(of: phrase)
    }
}

extension CompiledTopic {
    /// `clauses` are those of the signals, then of `require`, then of `exclude`.
    init(_ topic: Topic, _ clauses: [Node], firstClause: Int32) {
        self.firstClause = firstClause
        id = topic.id
        threshold = topic.threshold
        var weights = PerField(0.0)
        for (field, weight) in topic.weights { weights[field] = weight }
        self.weights = weights
        bodyCap = topic.bodyCap
        minimumSignals = topic.minimumSignals
        signals = zip(topic.signals, clauses).map { Signal(text: $0.expression, points: $0.points, node: $1) }
        require = Array(clauses.dropFirst(topic.signals.count).prefix(topic.require.count))
        exclude = Array(clauses.dropFirst(topic.signals.count + topic.require.count))
        reach = TopicReach(topic)
    }
}

extension QuerySource {
    /// The expressions of a topic.
    init(_ topic: Topic) {
        self.init(
            groups: topic.groups.map { ($0.name, $0.items) }, signals: topic.signals.map(\.expression),
            require: topic.require, exclude: topic.exclude)
    }
}
