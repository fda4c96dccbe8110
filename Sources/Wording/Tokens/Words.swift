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
        tokenizer.scan(buffer, range) { tokens in
            words = (0..<tokens.count).map { Word(text: tokens.written($0), folded: tokens.folded($0)) }
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

extension Words {
    /// A token of these bytes as written, in form KC, without acronym dots and invisible characters.
    static func written(_ bytes: UnsafeBufferPointer<UInt8>, _ flags: Token.Flags) -> String {
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
