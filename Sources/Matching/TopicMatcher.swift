// SPDX-License-Identifier: Apache-2.0
// All topics as one immutable matcher, replaced whole on reload.
//
// Approach: every text is cut once; a filter that fits the caches says for each word and each two words whether a term
// may begin there, and only then one trie over the terms of all topics is asked. Each term found counts towards the
// clauses that name it; only topics whose clauses could make up the threshold are summed up, and of those only the
// clauses of which every part was found. Cost: O(text + terms found), whatever the number of topics. Not a regular
// expression per topic: at 10,000 terms that is a thousand times slower (Benchmarks/README.md).

package import Model
import Querying
import Wording

/// Matches entries against topics. Pure: the same entry gives the same matches; any number of threads may use one.
package struct TopicMatcher: Sendable {
    /// As given, by id.
    let sources: [Topic]
    /// Those whose expressions read, in the order of their ids.
    let topics: [CompiledTopic]
    let index: TopicIndex
    private let trie: PhraseTrie
    private let named: PerField<Bool>
    /// Topics that match an entry even where nothing of them stands in it.
    private let emptily: [Int32]
    private let pool = ScratchPool()

    /// Compiles topics; one whose expressions do not read never matches (the configuration told so before).
    package init(topics: [Topic]) {
        self.init(inOrder: topics.sorted { $0.id < $1.id })
    }

    /// Compiles topics in the order given, of which two may have one id.
    init(inOrder topics: [Topic]) {
        sources = topics
        var compiler = Compiler()
        for topic in sources { compiler.add(topic) }
        self.topics = compiler.topics
        trie = PhraseTrie(compiler.trie)
        index = TopicIndex(compiler, phraseCount: trie.book.count)
        named = compiler.named
        emptily = compiler.topics.indices.filter {
            compiler.topics[$0].asksNothing && compiler.topics[$0].require.isEmpty
        }.map(Int32.init)
    }

    /// The topics that `entry` reaches, in the order of their ids.
    ///
    /// Its texts are in form C. `feed` is where it came from, for the topics' `feeds:` and the feed's own `topics`;
    /// `nil` looks at neither.
    package func match(_ entry: Entry, from feed: Feed?) -> [Match] {
        numberedMatches(of: entry) { _ in feed }.map(\.match)
    }

    /// The same, each with the number of its topic in `topics`; `feed` says where a topic of that number sees the entry
    /// come from.
    func numberedMatches(of entry: Entry, from feed: (Int32) -> Feed?) -> [(topic: Int32, match: Match)] {
        read(entry) { scratch in
            guard !scratch.text.found.isEmpty || !emptily.isEmpty else { return [] }
            scratch.tally.add(scratch.text.found, index)
            defer { scratch.tally.reset() }
            let topics = candidates(scratch.tally, entry, feed)
            return topics.isEmpty ? [] : matches(topics, scratch.tally.ready, scratch.text)
        }
    }
}

extension TopicMatcher {
    /// Calls `body` with the entry's text and the phrases found in it.
    func read<Result>(_ entry: Entry, _ body: (inout MatchScratch) -> Result) -> Result {
        pool.withScratch(for: index) { scratch in
            scratch.text.read(entry, trie, named: named, &scratch.tokenizer)
            return body(&scratch)
        }
    }

    /// The topics that may be reached, in order.
    private func candidates(_ tally: Tally, _ entry: Entry, _ feed: (Int32) -> Feed?) -> [Int32] {
        var candidates = tally.topics.filter { tally.mayMatch($0, topics[Int($0)], index) }
        if !emptily.isEmpty { candidates += Set(emptily).subtracting(candidates) }
        guard !candidates.isEmpty else { return [] }
        let language = EntryLanguage(entry)
        candidates.removeAll { !takes(topics[Int($0)], language, feed($0)) }
        candidates.sort()
        return candidates
    }

    /// Whether the topic looks at an entry of this language and feed.
    func takes(_ topic: CompiledTopic, _ language: EntryLanguage, _ feed: Feed?) -> Bool {
        guard topic.reach.takes(language) else { return false }
        guard let feed else { return true }
        return topic.reach.takes(feed) && feed.topics?.contains(topic.id) ?? true
    }

    private func matches(
        _ candidates: [Int32], _ ready: [Int32], _ text: EntryText
    ) -> [(topic: Int32, match: Match)] {
        var occurrences = index.occurrences(of: candidates, in: text.found)[...]
        var ready = ready.sorted()[...]
        return candidates.compactMap { number in
            let topic = topics[Int(number)]
            occurrences = occurrences.drop { index.topicOfAtom[Int($0.atom)] < number }
            ready = ready.drop { $0 < topic.clauses.lowerBound }
            return match(
                topic, occurrences.prefix { index.topicOfAtom[Int($0.atom)] == number },
                ready.prefix { $0 < topic.clauses.upperBound }.map { Int($0 - topic.firstClause) }, text
            ).map { (number, $0) }
        }
    }

    /// `ready` are the clauses of which every part was found, by their index in the topic, in order.
    private func match(
        _ topic: CompiledTopic, _ occurrences: ArraySlice<Occurrence>, _ ready: [Int], _ text: EntryText
    ) -> Match? {
        let evaluator = Evaluator(weights: topic.weights, occurrences: occurrences, entry: text)
        let others = ready.drop { $0 < topic.signals.count }.map { $0 - topic.signals.count }
        guard topic.require.allSatisfy(evaluator.isRequired),
            !others.contains(where: {
                $0 >= topic.require.count && evaluator.isExcluded(topic.exclude[$0 - topic.require.count])
            })
        else { return nil }
        let score = Score(topic, ready.prefix { $0 < topic.signals.count }, evaluator)
        guard score.reaches(topic) else { return nil }
        return Match(
            topic: topic.id, score: score.total(cap: topic.bodyCap).rounded(decimals: 6),
            evidence: EvidenceWriter(entry: text).evidence(score, of: topic))
    }
}

extension TopicIndex {
    /// Where the atoms of some topics stand, sorted. `topics` is sorted.
    func occurrences(of topics: [Int32], in found: [FoundPhrase]) -> [Occurrence] {
        let topics = Set(topics)
        var occurrences: [Occurrence] = []
        for phrase in found {
            atomsOfPhrase.forEach(of: phrase.phrase) { atom in
                guard topics.contains(topicOfAtom[Int(atom)]) else { return }
                occurrences.append(Occurrence(atom: atom, stream: phrase.stream, span: phrase.span))
            }
        }
        occurrences.sort(by: Occurrence.precedes)
        return occurrences
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
