// SPDX-License-Identifier: Apache-2.0
// The memory of a scan, kept from text to text. How text is cut is `TokenScan`'s.

/// Cuts texts into tokens, one text at a time.
///
/// Cost is in proportion to the text. Nothing is allocated unless a text is longer than all before.
package struct Tokenizer: ~Copyable {
    private var hashes: UnsafeMutablePointer<UInt64>
    private var tokens: UnsafeMutablePointer<Token>
    private var folded: UnsafeMutablePointer<UInt8>
    /// Bytes of text there is room for.
    private var capacity: Int

    package init(capacity: Int = 1_024) {
        self.capacity = capacity
        hashes = .allocate(capacity: Self.tokens(capacity) + 1)
        tokens = .allocate(capacity: Self.tokens(capacity))
        folded = .allocate(capacity: Self.folded(capacity))
    }

    deinit {
        hashes.deallocate()
        tokens.deallocate()
        folded.deallocate()
    }

    /// Calls `body` once with all tokens of `range` of `text`, in order.
    package mutating func scan(_ text: TextBuffer, _ range: Range<Int>, _ body: (TokenList) -> Void) {
        if range.count > capacity { self = Tokenizer(capacity: max(range.count, 2 * capacity)) }
        text.bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            var scan = TokenScan(
                text: start, tables: FoldTable.shared, hashes: hashes, tokens: tokens, folded: folded)
            scan.run(range)
            body(scan.list)
        }
    }

    /// Gives memory back that a long text took.
    package mutating func trim(to limit: Int) {
        if capacity > limit { self = Tokenizer() }
    }

    /// The most tokens of so many bytes: one takes two bytes, itself and what parts it from the next, for two tokens
    /// touch only where one of them is a character that stands alone, of three bytes at least.
    private static func tokens(_ bytes: Int) -> Int { bytes / 2 + 1 }

    /// The most bytes of folded forms of so many bytes of text, and slack for stores of eight bytes.
    private static func folded(_ bytes: Int) -> Int { FoldTable.expansion * bytes + TextBuffer.padding }
}
