// SPDX-License-Identifier: Apache-2.0
// All topics into one set of tables. Cost: in proportion to the words written; each group is flattened once.

import Model
import Querying

/// The tables of a matcher while they are built.
struct Compiler {
    private(set) var vocabulary = VocabularyBuilder()
    private(set) var trie = PhraseTrieBuilder()
    private(set) var topics: [CompiledTopic] = []
    /// For each phrase the atoms that hold it.
    private(set) var atomsOfPhrase: [(list: Int32, item: Int32)] = []
    /// For each atom the clauses of its topic that need it.
    private(set) var clausesOfAtom: [(list: Int32, item: Int32)] = []
    private(set) var topicOfAtom: [Int32] = []
    private(set) var named: Set<Field> = []

    /// Adds a topic; one whose expressions do not read is left out.
    mutating func add(_ topic: Topic) {
        guard let queries = QuerySet.read(QuerySource(topic)).queries else { return }
        var builder = ClauseBuilder(groups: queries.groups, firstAtom: Int32(topicOfAtom.count))
        let clauses = (queries.signals + queries.require + queries.exclude).enumerated().map { index, expression in
            builder.build(expression, clause: Int32(index), &self)
        }
        topicOfAtom += repeatElement(Int32(topics.count), count: builder.count)
        clausesOfAtom += builder.uses
        atomsOfPhrase += builder.phrases
        topics.append(CompiledTopic(topic, clauses))
    }

    mutating func note(_ field: Field) {
        named.insert(field)
    }

    mutating func number(of phrase: Phrase) -> Int32 {
        trie.number(of: phrase, in: &vocabulary)
    }
}

extension CompiledTopic {
    /// `clauses` are those of the signals, then of `require`, then of `exclude`.
    init(_ topic: Topic, _ clauses: [Node]) {
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
