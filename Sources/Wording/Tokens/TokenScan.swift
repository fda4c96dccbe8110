// SPDX-License-Identifier: Apache-2.0
// Text to tokens. ASCII words take the quick path below, eight bytes at a time; whatever has to do with a byte beyond
// ASCII, with a dot of an acronym or with an apostrophe goes through `TokenScan+Scalars`.

/// One pass over one text. Its memory is the tokeniser's, which made room for all that the text can hold, so that no
/// store is checked; the text is valid UTF-8 and followed by zero bytes, so that no load is.
struct TokenScan {
    let text: UnsafePointer<UInt8>
    let tables: FoldTable
    let hashes: UnsafeMutablePointer<UInt64>
    let tokens: UnsafeMutablePointer<Token>
    let folded: UnsafeMutablePointer<UInt8>
    private var count = 0
    /// Widths of the tokens so far, in halves.
    private var halves: UInt32 = 0
    var foldedCount = 0

    init(
        text: UnsafePointer<UInt8>, tables: FoldTable, hashes: UnsafeMutablePointer<UInt64>,
        tokens: UnsafeMutablePointer<Token>, folded: UnsafeMutablePointer<UInt8>
    ) {
        self.text = text
        self.tables = tables
        self.hashes = hashes
        self.tokens = tokens
        self.folded = folded
    }

    /// What the pass found.
    var list: TokenList {
        TokenList(count: count, hashes: hashes, tokens: tokens, text: text, folded: folded)
    }

    /// Takes every token that begins in `range`, which ends where the text ends.
    mutating func run(_ range: Range<Int>) {
        var place = range.lowerBound
        while place < range.upperBound {
            let piece = ASCIIWord(at: text + place)
            if piece.length > 0 {
                place = scanASCII(piece, at: place)
            } else if text[place] < 0x80 {
                place &+= 1
            } else {
                place = scanScalars(at: place)
            }
        }
        (hashes + count).initialize(to: 0)
    }

    @inline(__always)
    mutating func emit(
        _ hash: UInt64, _ start: Int, _ end: Int, foldedStart: Int = 0, foldedCount: Int = 0, _ flags: Token.Flags
    ) {
        let token = Token(
            start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), before: halves,
            foldedStart: UInt32(truncatingIfNeeded: foldedStart), foldedCount: UInt32(truncatingIfNeeded: foldedCount),
            flags: flags)
        (tokens + count).initialize(to: token)
        (hashes + count).initialize(to: hash)
        count &+= 1
        halves &+= token.width
    }
}

extension TokenScan {
    /// Takes the token that begins at `start` with the ASCII letters or digits of `piece`; the result is where to go
    /// on.
    @inline(__always)
    private mutating func scanASCII(_ first: ASCIIWord, at start: Int) -> Int {
        var piece = first
        var end = start &+ piece.length
        var hash = WordHash.mix(WordHash.seed, piece.folded)
        var capitals = piece.capitals
        while piece.length == 8 {
            piece = ASCIIWord(at: text + end)
            if piece.length == 0 { break }
            hash = WordHash.mix(hash, piece.folded)
            capitals |= piece.capitals
            end &+= piece.length
        }
        let next = text[end]
        // Mostly a blank, and behind it a word.
        var following = end &+ 1
        if next != ASCII.space {
            following = end
            if next >= 0x80 {
                if continues(at: end) { return scanWord(first, at: start) }
                following = afterPossessive(at: end)
            } else if next == ASCII.apostrophe {
                following = afterPossessive(at: end)
            } else if next == ASCII.dot, end == start &+ 1, acronymEnd(at: start) != nil {
                return scanScalars(at: start)
            }
        }
        emit(hash, start, end, capitals == 0 ? .plain : [.plain, .capital])
        return following
    }

    /// Whether the scalar beyond ASCII at `end` goes on with the word before it.
    @inline(__always)
    private func continues(at end: Int) -> Bool {
        tables[DecodedScalar(text, at: end).value].kind.continues(true)
    }
}
