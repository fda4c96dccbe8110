// SPDX-License-Identifier: Apache-2.0
// Where phrases stand in a text: every token asks the filter, and the few that may begin a phrase walk the trie.

import Wording

extension PhraseTrie {
    /// Calls `found` with each phrase that stands in the tokens, and its first and last token.
    @inline(__always)
    func find(in tokens: TokenList, _ found: (Int32, Int, Int) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: Self.block) { places in
            guard let places = places.baseAddress else { return }
            for start in stride(from: 0, to: tokens.count, by: Self.block) {
                let block = start..<min(start + Self.block, tokens.count)
                for index in 0..<filterWords(tokens, block, into: places) {
                    begin(places[index], from: start, tokens, found)
                }
                guard prefixes.hasStarts else { continue }
                for index in 0..<filterPrefixes(tokens, block, into: places) {
                    beginPrefix(start + Int(places[index]), tokens, found)
                }
            }
        }
    }
}

extension PhraseTrie {
    /// Tokens that are filtered before those that passed are looked up: the loads of many overlap, and no branch waits.
    private static let block = 256

    /// Stores the places that pass, with two bits that say by which key: 1 the word, 2 the word and the next. Not
    /// checked: at most one place is stored for each token of the block.
    @inline(__always)
    private func filterWords(_ tokens: TokenList, _ block: Range<Int>, into places: UnsafeMutablePointer<UInt16>) -> Int
    {
        let hashes = tokens.hashes + block.lowerBound
        var passed = 0
        for index in 0..<block.count {
            let word = hashes[index]
            let isWord: UInt16 = starts.mayHold(word) ? 1 : 0
            let isPair: UInt16 = starts.mayHold(PathKey.extended(word, by: hashes[index &+ 1])) ? 2 : 0
            places[passed] = UInt16(truncatingIfNeeded: index) &<< 2 | isWord | isPair
            passed &+= isWord | isPair == 0 ? 0 : 1
        }
        return passed
    }

    /// Stores the places of tokens that may begin with a prefix, as above.
    @inline(__always)
    private func filterPrefixes(
        _ tokens: TokenList, _ block: Range<Int>, into places: UnsafeMutablePointer<UInt16>
    ) -> Int {
        var passed = 0
        for index in 0..<block.count {
            places[passed] = UInt16(truncatingIfNeeded: index)
            passed &+= prefixes.mayStart(tokens.head(block.lowerBound &+ index)) ? 1 : 0
        }
        return passed
    }

    private func begin(_ place: UInt16, from start: Int, _ tokens: TokenList, _ found: (Int32, Int, Int) -> Void) {
        let first = start + Int(place >> 2)
        let word = tokens.hashes[first]
        if place & 1 != 0 { visit(word, first, first, tokens, found) }
        if place & 2 != 0, first + 1 < tokens.count {
            visit(PathKey.extended(word, by: tokens.hashes[first + 1]), first, first + 1, tokens, found)
        }
    }

    private func beginPrefix(_ index: Int, _ tokens: TokenList, _ found: (Int32, Int, Int) -> Void) {
        forEachPrefix(of: tokens.head(index)) { visit($0, index, index, tokens, found) }
    }

    @inline(__always)
    private func forEachPrefix(of head: UInt64, _ body: (UInt64) -> Void) {
        for length in 0...8 where prefixes.lengths >> UInt16(length) & 1 == 1 {
            body(PathKey.prefix(head, length: length))
        }
    }

    /// Reports each phrase from the node at `path` on, if there is one; it is reached with the token `last`.
    private func visit(
        _ path: UInt64, _ first: Int, _ last: Int, _ tokens: TokenList, _ found: (Int32, Int, Int) -> Void
    ) {
        let node = paths[path]
        guard node >= 0 else { return }
        ends.forEach(of: node) { phrase in
            if book.phrase(phrase, standsAt: first, of: tokens) { found(phrase, first, last) }
        }
        let next = self.next[Int(node)]
        let token = last + 1
        guard !next.isEmpty, token < tokens.count else { return }
        if next.contains(.prefixes) {
            forEachPrefix(of: tokens.head(token)) { key in
                visit(PathKey.extended(path, by: key), first, token, tokens, found)
            }
        }
        if next.contains(.words) {
            visit(PathKey.extended(path, by: tokens.hashes[token]), first, token, tokens, found)
        }
    }
}
