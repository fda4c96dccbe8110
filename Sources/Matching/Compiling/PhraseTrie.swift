// SPDX-License-Identifier: Apache-2.0
// All phrases of all topics as a trie of words: a phrase is a run of neighbouring words that are all known.

import Querying
import Wording

/// A trie over the forms of `Vocabulary`; its phrases are numbered from 0.
struct PhraseTrie: Sendable {
    /// The node of a phrase's first form, -1 where no phrase begins with it.
    private let roots: [Int32]
    /// (node, form) to node.
    private let edges: IntegerTable
    private let nodes: [Node]
    /// The phrases that end at the nodes.
    private let ends: [Int32]
    /// For each phrase, where its words' rules begin in `rules`; -1 where folded forms say all.
    private let ruleStarts: [Int32]
    private let rules: [WordRule]

    private struct Node: Sendable {
        /// Its phrases in `ends`.
        let start: Int32
        let end: Int32
        let hasEdges: Bool
    }

    init(_ builder: PhraseTrieBuilder) {
        let lists = IntegerLists(builder.ends, count: builder.hasEdges.count)
        roots = builder.roots
        edges = builder.edges
        nodes = builder.hasEdges.enumerated().map { index, hasEdges in
            let range = lists[index].indices
            return Node(start: Int32(range.lowerBound), end: Int32(range.upperBound), hasEdges: hasEdges)
        }
        ends = lists.items
        ruleStarts = builder.ruleStarts
        rules = builder.rules
    }

    /// How many phrases there are.
    var count: Int { ruleStarts.count }

    static func edge(_ node: Int32, _ form: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: form))
    }
}

/// A phrase that stands in an entry.
struct FoundPhrase {
    let phrase: Int32
    /// Its first and last hit, as indices into the entry's hits.
    let first: Int
    let last: Int
}

extension PhraseTrie {
    /// Every phrase that stands in the hits, by its first hit.
    func find(in hits: [Hit], of text: TextBuffer) -> [FoundPhrase] {
        var found: [FoundPhrase] = []
        withWalk(hits) { walk in
            for index in hits.indices { walk.begin(index, &found) }
        }
        guard !rules.isEmpty, found.contains(where: { ruleStarts[Int($0.phrase)] >= 0 }) else { return found }
        return found.filter { holds($0, hits, text) }
    }

    /// Whether the words of a phrase are also written as it asks.
    private func holds(_ found: FoundPhrase, _ hits: [Hit], _ text: TextBuffer) -> Bool {
        let start = Int(ruleStarts[Int(found.phrase)])
        guard start >= 0 else { return true }
        var hit = found.first
        for (place, rule) in rules[start...].enumerated() {
            while hits[hit].token < hits[found.first].token + UInt32(place) { hit += 1 }
            guard rule.accepts(hits[hit], text) else { return false }
            if rule.isLast { return true }
        }
        return true
    }

    private func withWalk(_ hits: [Hit], _ body: (Walk) -> Void) {
        hits.withUnsafeBufferPointer { hits in
            roots.withUnsafeBufferPointer { roots in
                nodes.withUnsafeBufferPointer { nodes in
                    ends.withUnsafeBufferPointer { ends in
                        edges.withView { body(Walk(hits: hits, roots: roots, nodes: nodes, ends: ends, edges: $0)) }
                    }
                }
            }
        }
    }

    /// What one walk needs, borrowed: nothing in it is counted or copied.
    private struct Walk {
        let hits: UnsafeBufferPointer<Hit>
        let roots: UnsafeBufferPointer<Int32>
        let nodes: UnsafeBufferPointer<Node>
        let ends: UnsafeBufferPointer<Int32>
        let edges: IntegerTable.View

        @inline(__always)
        func begin(_ first: Int, _ found: inout [FoundPhrase]) {
            let form = Int(hits[first].form)
            guard form < roots.count, roots[form] >= 0 else { return }
            visit(roots[form], first, first, &found)
        }

        /// Adds each phrase from `node`, reached with the hit `last`, on.
        private func visit(_ node: Int32, _ first: Int, _ last: Int, _ found: inout [FoundPhrase]) {
            let here = nodes[Int(node)]
            for place in here.start..<here.end {
                found.append(FoundPhrase(phrase: ends[Int(place)], first: first, last: last))
            }
            guard here.hasEdges else { return }
            let token = hits[last].token
            var next = last + 1
            while next < hits.count, hits[next].token <= token + 1 {
                if hits[next].token > token {
                    let child = edges[PhraseTrie.edge(node, hits[next].form)]
                    if child >= 0 { visit(child, first, next, &found) }
                }
                next += 1
            }
        }
    }
}

/// Numbers the phrases while the topics are compiled.
struct PhraseTrieBuilder {
    fileprivate var roots: [Int32] = []
    fileprivate var edges = IntegerTable()
    /// For each node.
    fileprivate var hasEdges: [Bool] = []
    /// (node, phrase)
    fileprivate var ends: [(list: Int32, item: Int32)] = []
    fileprivate var ruleStarts: [Int32] = []
    fileprivate var rules: [WordRule] = []
    private var numbers: [Phrase: Int32] = [:]

    /// The number of a phrase, a new one if need be.
    mutating func number(of phrase: Phrase, in vocabulary: inout VocabularyBuilder) -> Int32 {
        if let known = numbers[phrase] { return known }
        let number = Int32(ruleStarts.count)
        numbers[phrase] = number
        ends.append((node(of: phrase, in: &vocabulary), number))
        guard phrase.words.contains(where: { $0.rule != .folded }) else {
            ruleStarts.append(-1)
            return number
        }
        ruleStarts.append(Int32(rules.count))
        for (index, word) in phrase.words.enumerated() {
            rules.append(WordRule(word, isLast: index == phrase.words.count - 1))
        }
        return number
    }

    private mutating func node(of phrase: Phrase, in vocabulary: inout VocabularyBuilder) -> Int32 {
        var node: Int32 = -1
        for word in phrase.words {
            let form = vocabulary.number(of: word.folded, isPrefix: word.isPrefix)
            node = node < 0 ? root(form) : child(of: node, form)
        }
        return node
    }

    private mutating func root(_ form: Int32) -> Int32 {
        while roots.count <= form { roots.append(-1) }
        if roots[Int(form)] < 0 { roots[Int(form)] = newNode() }
        return roots[Int(form)]
    }

    private mutating func child(of node: Int32, _ form: Int32) -> Int32 {
        hasEdges[Int(node)] = true
        let child = edges.value(of: PhraseTrie.edge(node, form), orSet: Int32(hasEdges.count))
        return child == hasEdges.count ? newNode() : child
    }

    private mutating func newNode() -> Int32 {
        hasEdges.append(false)
        return Int32(hasEdges.count - 1)
    }
}
