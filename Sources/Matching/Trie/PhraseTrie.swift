// SPDX-License-Identifier: Apache-2.0
// All phrases of all topics as one trie of words, kept as a hash table of paths (`PathKey`).
//
// A phrase of two whole words or more has no node for its first word alone: the filter asks for both at once. So a text
// is compared with the trie only where a term of one word or the first two words of a longer one stand, however many
// terms begin with the words of every day. Not an automaton over bytes (Aho–Corasick): at 10,000 terms its states no
// longer fit the caches, and words must be cut and folded anyway.

import Querying
import Wording

/// A trie of phrases.
final class PhraseTrie: Sendable {
    let starts: StartFilter
    let prefixes: PrefixFilter
    /// Path to node.
    let paths: PathTable
    /// By node, what may follow its words.
    let next: FrozenArray<Next>
    /// By node, the phrases that end there.
    let ends: Lists<Int32>
    let book: PhraseBook

    struct Next: OptionSet, BitwiseCopyable, Sendable {
        let rawValue: UInt8
        static let words = Self(rawValue: 1)
        static let prefixes = Self(rawValue: 2)
    }

    init(_ builder: PhraseTrieBuilder) {
        starts = StartFilter(builder.starts)
        prefixes = PrefixFilter(builder.prefixes)
        paths = PathTable(builder.paths)
        next = FrozenArray(builder.next)
        ends = Lists(builder.ends, count: builder.next.count)
        book = PhraseBook(builder.book)
    }
}

/// Numbers the phrases while the topics are compiled.
struct PhraseTrieBuilder {
    fileprivate var starts: [UInt64] = []
    fileprivate var prefixes = PrefixFilterBuilder()
    fileprivate var paths = PathTableBuilder()
    /// For each node.
    fileprivate var next: [PhraseTrie.Next] = []
    /// (node, phrase)
    fileprivate var ends: [(list: Int32, item: Int32)] = []
    fileprivate var book = PhraseBookBuilder()
    /// By number.
    private var phrases: [Phrase] = []
    /// By node, the phrase numbered last of those that end there, -1 for none; by phrase, the one before.
    private var last: [Int32] = []
    private var previous: [Int32] = []

    /// The number of a phrase, a new one if need be. Equal phrases end at one node, so no other table is asked.
    mutating func number(of phrase: Phrase) -> Int32 {
        let node = node(of: phrase.words)
        var known = last[Int(node)]
        while known >= 0 {
            if phrases[Int(known)] == phrase { return known }
            known = previous[Int(known)]
        }
        let number = book.add(phrase)
        phrases.append(phrase)
        previous.append(last[Int(node)])
        last[Int(node)] = number
        ends.append((node, number))
        return number
    }

    private mutating func node(of words: [PhraseWord]) -> Int32 {
        var node: Int32 = -1
        var path: UInt64 = 0
        for (index, word) in words.enumerated() {
            let key = key(of: word, startsPhrase: index == 0)
            path = index == 0 ? key : PathKey.extended(path, by: key)
            let isPair = index == 0 && words.count > 1 && !word.isPrefix && !words[1].isPrefix
            if isPair { continue }
            if node >= 0 { next[Int(node)].insert(word.isPrefix ? .prefixes : .words) }
            let isStart = node < 0 && !words[0].isPrefix
            node = self.node(at: path)
            if isStart { starts.append(path) }
        }
        return node
    }

    private mutating func key(of word: PhraseWord, startsPhrase: Bool) -> UInt64 {
        word.isPrefix ? prefixes.insert(word.folded, startsPhrase: startsPhrase) : WordHash.of(word.folded)
    }

    private mutating func node(at path: UInt64) -> Int32 {
        let node = paths.value(of: path, orSet: Int32(next.count))
        if node == next.count {
            next.append([])
            last.append(-1)
        }
        return node
    }
}
