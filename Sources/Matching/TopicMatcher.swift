// SPDX-License-Identifier: Apache-2.0
// All topics as one immutable matcher, replaced whole on reload.
//
// Approach: every field is cut once; each token's folded form is looked up once in one table over the words of all topics;
// runs of known words walk one trie of phrases; each phrase found is an occurrence of the atoms that hold it; only topics of
// which something was found are summed up, and of those only the signals concerned. Cost: O(text + occurrences), whatever the
// number of topics. Not a regular expression per topic: at 10,000 terms that is a thousand times slower (PERFORMANCE).

package import Model
import Querying

/// Matches entries against topics. Pure: the same entry gives the same matches; any number of threads may use one.
package struct TopicMatcher: Sendable {
    /// As given, by id.
    let sources: [Topic]
    /// Those whose expressions read, in the order of their ids.
    let topics: [CompiledTopic]
    let vocabulary: Vocabulary
    private let trie: PhraseTrie
    private let atomsOfPhrase: IntegerLists
    private let clausesOfAtom: IntegerLists
    private let topicOfAtom: [Int32]
    let named: Set<Field>
    /// Topics that match an entry even where nothing of them stands in it.
    private let emptily: [Int]

    /// Compiles topics; one whose expressions do not read never matches (the configuration told so before).
    package init(topics: [Topic]) {
        sources = topics.sorted { $0.id < $1.id }
        var compiler = Compiler()
        for topic in sources { compiler.add(topic) }
        self.topics = compiler.topics
        vocabulary = Vocabulary(compiler.vocabulary)
        trie = PhraseTrie(compiler.trie)
        atomsOfPhrase = IntegerLists(compiler.atomsOfPhrase, count: trie.count)
        clausesOfAtom = IntegerLists(compiler.clausesOfAtom, count: compiler.topicOfAtom.count)
        topicOfAtom = compiler.topicOfAtom
        named = compiler.named
        emptily = compiler.topics.indices.filter {
            compiler.topics[$0].asksNothing && compiler.topics[$0].require.isEmpty
        }
    }

    /// The topics that `entry` reaches, in the order of their ids.
    ///
    /// Its texts are in form C. `feed` is where it came from, for the topics' `feeds:` and the feed's own `topics`; `nil`
    /// looks at neither.
    package func match(_ entry: Entry, from feed: Feed?) -> [Match] {
        let text = EntryText(entry, vocabulary: vocabulary, named: named)
        let occurrences = occurrences(in: text)
        guard !occurrences.isEmpty || !emptily.isEmpty else { return [] }
        return slices(of: occurrences).compactMap { index, slice in
            guard takes(topics[index], entry, feed) else { return nil }
            return match(topics[index], slice, text)
        }
    }
}

extension TopicMatcher {
    /// Every atom found in an entry, sorted.
    func occurrences(in text: EntryText) -> [Occurrence] {
        let phrases = trie.find(in: text.hits, of: text.text)
        guard !phrases.isEmpty else { return [] }
        var found: [Occurrence] = []
        for phrase in phrases {
            let first = text.hits[phrase.first]
            let span = TokenSpan(first, text.hits[phrase.last])
            for atom in atomsOfPhrase[Int(phrase.phrase)] {
                found.append(Occurrence(atom: atom, stream: first.stream, span: span))
            }
        }
        found.sort(by: Occurrence.precedes)
        return found
    }

    /// The occurrences of each topic that has some or needs none, in the order of the topics.
    private func slices(of occurrences: [Occurrence]) -> [(topic: Int, slice: ArraySlice<Occurrence>)] {
        var slices: [(topic: Int, slice: ArraySlice<Occurrence>)] = []
        var start = 0
        while start < occurrences.count {
            let topic = topicOfAtom[Int(occurrences[start].atom)]
            let end = occurrences[start...].firstPlace { topicOfAtom[Int($0.atom)] > topic }
            slices.append((Int(topic), occurrences[start..<end]))
            start = end
        }
        guard !emptily.isEmpty else { return slices }
        let known = Set(slices.map(\.topic))
        slices += emptily.filter { !known.contains($0) }.map { ($0, []) }
        return slices.sorted { $0.topic < $1.topic }
    }

    private func takes(_ topic: CompiledTopic, _ entry: Entry, _ feed: Feed?) -> Bool {
        guard topic.reach.takes(language: entry.language) else { return false }
        guard let feed else { return true }
        return topic.reach.takes(feed) && feed.topics?.contains(topic.id) ?? true
    }

    private func match(_ topic: CompiledTopic, _ slice: ArraySlice<Occurrence>, _ text: EntryText) -> Match? {
        let evaluator = Evaluator(weights: topic.weights, occurrences: slice, entry: text)
        let touched = TouchedClauses(topic, slice, clausesOfAtom)
        guard touched.mayMatch(topic), !touched.exclude.contains(where: { evaluator.isExcluded(topic.exclude[$0]) }),
            touched.require.allSatisfy({ evaluator.isRequired(topic.require[$0]) })
        else { return nil }
        let score = Score(topic, touched.signals, evaluator)
        guard score.reaches(topic) else { return nil }
        return Match(
            topic: topic.id, score: score.total(cap: topic.bodyCap).rounded(decimals: 6),
            evidence: EvidenceWriter(entry: text).evidence(score, of: topic))
    }
}

extension Evaluator {
    /// Whether an expression of `exclude` holds in title or lead, or in a field beside the text that it names.
    func isExcluded(_ node: Node) -> Bool {
        strength(node, in: Self.head, isFlat: true).holds
    }

    /// Whether a requirement holds anywhere.
    func isRequired(_ node: Node) -> Bool {
        strength(node, in: Self.text, isFlat: true).holds
    }
}
