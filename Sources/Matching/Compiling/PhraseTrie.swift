// SPDX-License-Identifier: Apache-2.0
// All phrases of all topics as a trie of words: a phrase is a run of neighbouring words that are all known.

import Querying
import Wording

/// A trie over the forms of `Vocabulary`; its phrases are numbered from 0.
struct PhraseTrie: Sendable {
    /// The node of a phrase's first form, -1 where no phrase begins with it.
    private var roots: [Int32] = []
    /// (node, form) to node.
    private var edges = IntegerTable()
    /// Whether any edge leaves the node.
    private var hasEdges: [Bool] = []
    /// While building: the phrases that end at a node.
    private var ends: [(list: Int32, item: Int32)] = []
    private var phrasesAt = IntegerLists([], count: 0)
    /// For each phrase, the rules of its words; empty where folded forms say all.
    private var rules: [[WordRule]] = []
    private var numbers: [Phrase: Int32] = [:]

    var count: Int { rules.count }

    /// The number of a phrase, a new one if need be. After the last, call `finish`.
    mutating func number(of phrase: Phrase, in vocabulary: inout Vocabulary) -> Int32 {
        if let known = numbers[phrase] { return known }
        let number = Int32(rules.count)
        numbers[phrase] = number
        let forms = phrase.words.map { vocabulary.number(of: $0.folded, isPrefix: $0.isPrefix) }
        ends.append((node(of: forms), number))
        let isPlain = phrase.words.allSatisfy { $0.rule == .folded }
        rules.append(isPlain ? [] : phrase.words.map(WordRule.init))
        return number
    }

    /// Lets go of what only building needs.
    mutating func finish() {
        phrasesAt = IntegerLists(ends, count: hasEdges.count)
        ends = []
        numbers = [:]
    }

    private mutating func node(of forms: [Int32]) -> Int32 {
        let first = Int(forms[0])
        while roots.count <= first { roots.append(-1) }
        if roots[first] < 0 { roots[first] = newNode() }
        return forms.dropFirst().reduce(roots[first]) { node, form in
            hasEdges[Int(node)] = true
            let next = edges.value(of: Self.key(node, form), orSet: Int32(hasEdges.count))
            if next == hasEdges.count { _ = newNode() }
            return next
        }
    }

    private mutating func newNode() -> Int32 {
        hasEdges.append(false)
        return Int32(hasEdges.count - 1)
    }

    private static func key(_ node: Int32, _ form: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: form))
    }
}

extension PhraseTrie {
    /// Calls `found` with each phrase that stands in the hits, its first and its last hit.
    func find(in hits: [Hit], of text: TextBuffer, _ found: (Int32, Hit, Hit) -> Void) {
        for index in hits.indices {
            let form = Int(hits[index].form)
            guard form < roots.count, roots[form] >= 0 else { continue }
            walk(roots[form], from: index, to: index, hits, text, found)
        }
    }

    private func walk(
        _ node: Int32, from first: Int, to last: Int, _ hits: [Hit], _ text: TextBuffer,
        _ found: (Int32, Hit, Hit) -> Void
    ) {
        for phrase in phrasesAt[Int(node)] where holds(phrase, at: first, hits, text) {
            found(phrase, hits[first], hits[last])
        }
        guard hasEdges[Int(node)] else { return }
        var next = last + 1
        while next < hits.count, hits[next].token <= hits[last].token + 1 {
            if hits[next].token > hits[last].token {
                let child = edges[Self.key(node, hits[next].form)]
                if child >= 0 { walk(child, from: first, to: next, hits, text, found) }
            }
            next += 1
        }
    }

    private func holds(_ phrase: Int32, at first: Int, _ hits: [Hit], _ text: TextBuffer) -> Bool {
        let rules = rules[Int(phrase)]
        var hit = first
        for (place, rule) in rules.enumerated() {
            while hits[hit].token < hits[first].token + UInt32(place) { hit += 1 }
            guard rule.accepts(hits[hit], text) else { return false }
        }
        return true
    }
}

/// What a word of a term asks of a token beside the folded form.
private struct WordRule: Sendable {
    let rule: CaseRule
    /// As written, in form KC.
    let text: [UInt8]
    let isPrefix: Bool

    init(_ word: PhraseWord) {
        rule = word.rule
        text = Array(word.text.utf8)
        isPrefix = word.isPrefix
    }

    func accepts(_ hit: Hit, _ buffer: TextBuffer) -> Bool {
        switch rule {
        case .folded: true
        case .capital: hit.flags.contains(.capital)
        case .exact: isWritten(hit, buffer)
        }
    }

    private func isWritten(_ hit: Hit, _ buffer: TextBuffer) -> Bool {
        guard hit.flags.contains(.plain) else { return compare(buffer.written(hit.start..<hit.end, hit.flags).utf8) }
        return compare(buffer.bytes[Int(hit.start)..<Int(hit.end)])
    }

    private func compare(_ written: some Collection<UInt8>) -> Bool {
        isPrefix ? written.starts(with: text) : written.elementsEqual(text)
    }
}
