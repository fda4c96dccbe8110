// SPDX-License-Identifier: Apache-2.0
// A text as an index of words wants it: folded tokens, a blank between two.

/// Reduces texts to their folded tokens, one text at a time; keeps its memory from text to text.
package struct FoldedText: ~Copyable {
    private var tokenizer = Tokenizer()
    private var buffer = TextBuffer()

    package init() {}

    /// The folded tokens of TOPICS §2 in order, divided by single blanks. `text` is in form C.
    package mutating func words(of text: String) -> String {
        buffer.removeAll(keepingUpTo: 1 << 17)
        let range = buffer.append(text)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        tokenizer.scan(buffer, range) { tokens in
            for index in 0..<tokens.count {
                if index > 0 { bytes.append(UInt8(ascii: " ")) }
                tokens.appendFolded(index, to: &bytes)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension TokenList {
    fileprivate func appendFolded(_ index: Int, to bytes: inout [UInt8]) {
        let token = tokens[index]
        guard token.flags.contains(.plain) else {
            let form = UnsafeBufferPointer(start: folded + Int(token.foldedStart), count: Int(token.foldedCount))
            return bytes.append(contentsOf: form)
        }
        for place in token.start..<token.end { bytes.append(text[Int(place)] | 0x20) }
    }
}
