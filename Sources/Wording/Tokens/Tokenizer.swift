// SPDX-License-Identifier: Apache-2.0
// Text to tokens. ASCII words take the quick path below, eight bytes at a time; whatever has to do with a byte beyond
// ASCII, with a dot of an acronym or with an apostrophe goes through `Tokenizer+Scalars`.

/// Cuts texts into tokens and hands them on in batches; one tokeniser scans the texts of one entry, one after the other.
///
/// Cost is in proportion to the text. Nothing is allocated per token.
package struct Tokenizer: ~Copyable {
    /// Tokens of a batch: few enough to stay in the first-level cache.
    static let batchSize = 512

    let batch: UnsafeMutablePointer<Token>
    var count = 0
    /// Widths of the tokens so far, in halves.
    var halves: UInt32 = 0
    /// Folded forms of the batch's tokens that are not plain.
    var folded: [UInt8] = []

    package init() {
        batch = .allocate(capacity: Self.batchSize)
    }

    deinit {
        batch.deallocate()
    }

    /// Calls `body` with the tokens of `range` of `text` in order, some at a time, never with none.
    package mutating func scan(_ text: TextBuffer, _ range: Range<Int>, _ body: (TokenBatch) -> Void) {
        guard !range.isEmpty else { return }
        text.bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            FoldTable.shared.withPointers { tables in
                var next = range.lowerBound
                while next < range.upperBound {
                    next = fill(start, tables, from: next, to: range.upperBound)
                    deliver(start, body)
                }
            }
        }
    }

    private mutating func deliver(_ text: UnsafePointer<UInt8>, _ body: (TokenBatch) -> Void) {
        guard count > 0 else { return }
        folded.append(contentsOf: repeatElement(0, count: TextBuffer.padding))
        folded.withUnsafeBufferPointer { folded in
            guard let folded = folded.baseAddress else { return }
            body(TokenBatch(tokens: UnsafeBufferPointer(start: batch, count: count), text: text, folded: folded))
        }
    }
}

extension Tokenizer {
    /// Fills the batch from `start`; the result is where the next batch begins.
    private mutating func fill(
        _ text: UnsafePointer<UInt8>, _ tables: FoldPointers, from start: Int, to end: Int
    ) -> Int {
        count = 0
        folded.removeAll(keepingCapacity: true)
        var place = start
        while place < end, count < Self.batchSize {
            let byte = text[place]
            if byte >= 0x80 {
                place = scanScalars(text, tables, at: place)
            } else if ASCII.isWord(byte) {
                place = scanASCII(text, tables, at: place)
            } else {
                place &+= 1
            }
        }
        return place
    }

    /// Takes the token that begins with the ASCII letter or digit at `start`; the result is where to go on.
    @inline(__always)
    private mutating func scanASCII(_ text: UnsafePointer<UInt8>, _ tables: FoldPointers, at start: Int) -> Int {
        var end = start
        var hash = WordHash.seed
        var capitals: UInt64 = 0
        var piece: ASCIIWord
        repeat {
            piece = ASCIIWord(UnsafeRawPointer(text + end).loadUnaligned(as: UInt64.self))
            if piece.length == 0 { break }
            hash = WordHash.mix(hash, piece.folded)
            capitals |= piece.capitals
            end &+= piece.length
        } while piece.length == 8
        let next = text[end]
        var following = end
        if next >= 0x80 || next == ASCII.dot && end == start + 1 || next == ASCII.apostrophe {
            guard !continues(text, tables, from: start, at: end) else { return scanScalars(text, tables, at: start) }
            following = afterPossessive(text, tables, at: end)
        }
        let flags: Token.Flags = capitals == 0 ? .plain : [.plain, .capital]
        emit(hash, start, end, folded: 0, count: 0, flags)
        return following
    }

    /// Whether the word from `start` is more than the ASCII letters and digits before `end`.
    private func continues(
        _ text: UnsafePointer<UInt8>, _ tables: FoldPointers, from start: Int, at end: Int
    ) -> Bool {
        if text[end] < 0x80 { return text[end] == ASCII.dot && acronymEnd(text, tables, at: start) != nil }
        let kind = tables.class(of: DecodedScalar(text, at: end).value)
        return kind.contains(.invisible) || kind.contains(.word) && !kind.contains(.alone)
    }

    @inline(__always)
    mutating func emit(
        _ hash: UInt64, _ start: Int, _ end: Int, folded: Int, count foldedCount: Int, _ flags: Token.Flags
    ) {
        let token = Token(
            hash: hash, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), before: halves,
            foldedStart: UInt32(truncatingIfNeeded: folded), foldedCount: UInt32(truncatingIfNeeded: foldedCount),
            flags: flags)
        (batch + count).initialize(to: token)
        count &+= 1
        halves &+= token.width
    }
}

/// ASCII as the tokeniser sees it.
enum ASCII {
    static let dot: UInt8 = 0x2E
    static let apostrophe: UInt8 = 0x27

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    @inline(__always)
    static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || byte &- 0x30 < 10 }
}
