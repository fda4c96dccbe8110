// SPDX-License-Identifier: Apache-2.0
// Words as strings, for those who need few of them: terms of topics, titles to compare.

/// The words of a text.
package enum Words {
    /// The folded tokens of TOPICS §2, in order.
    package static func folded(_ text: String) -> [String] {
        tokens(in: text).map { String(decoding: $0.folded, as: UTF8.self) }
    }

    /// The words of a text in form C, each as written and folded, in order.
    package static func tokens(in text: String) -> [Word] {
        var buffer = TextBuffer(capacity: text.utf8.count + TextBuffer.padding)
        let range = buffer.append(text)
        var tokenizer = Tokenizer()
        var words: [Word] = []
        tokenizer.scan(buffer, range) { batch in
            for token in batch.tokens {
                words.append(Word(text: batch.written(token), folded: batch.folded(of: token)))
            }
        }
        return words
    }

    /// One word.
    package struct Word: Sendable, Hashable {
        /// As written, in form KC, without acronym dots and invisible characters.
        package let text: String
        /// UTF-8 of the folded form.
        package let folded: [UInt8]
    }
}

extension TokenBatch {
    /// The word as written, in form KC, without acronym dots and invisible characters.
    func written(_ token: Token) -> String {
        let bytes = UnsafeBufferPointer(start: text + Int(token.start), count: Int(token.end - token.start))
        return Words.written(bytes, token.flags)
    }
}

extension TextBuffer {
    /// The token at `range` of `bytes` as written, in form KC, without acronym dots and invisible characters.
    package func written(_ range: Range<UInt32>, _ flags: Token.Flags) -> String {
        Words.written(bytes[Int(range.lowerBound)..<Int(range.upperBound)], flags)
    }
}

extension Words {
    fileprivate static func written(_ bytes: some Collection<UInt8>, _ flags: Token.Flags) -> String {
        if flags.contains(.acronym) { return String(decoding: bytes.filter { $0 != ASCII.dot }, as: UTF8.self) }
        let written = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(where: { $0 >= 0x80 }) else { return written }
        var visible = String.UnicodeScalarView()
        for scalar in written.unicodeScalars where !ScalarClass.invisibles.contains(Int(scalar.value)) {
            visible.append(scalar)
        }
        return Normalization.compatiblyComposed(String(visible))
    }
}
