// SPDX-License-Identifier: Apache-2.0
// What a reader sees of a text: the form in which entries are matched, stored and told.

/// Reduces markup and plain text to visible text in Unicode normalisation form C. Pure, linear in the text.
package enum VisibleText {
    /// The visible text of HTML: tags gone, references decoded, scripts, styles and the like dropped. Inline tags do not
    /// split words, block tags and `<br>` begin a line, a run of white space is one space, the ends are trimmed.
    /// At most `limit` bytes of UTF-8: a longer text is cut between characters.
    package static func ofHTML(_ html: String, limit: Int = .max) -> String {
        withBytes(of: html) { ofHTML($0, limit: limit) }
    }

    /// The same for UTF-8 bytes. With `oneLine` blocks are set apart by spaces.
    package static func ofHTML(
        _ bytes: UnsafeBufferPointer<UInt8>, oneLine: Bool = false, limit: Int = .max
    ) -> String {
        write(bytes, keepsLines: false, oneLine: oneLine, limit: limit) { text in
            var reduction = HTMLReduction(bytes, text)
            return reduction.run()
        }
    }

    /// Plain text: control characters are white space, a run of white space is one space, or one line feed where it
    /// holds one and `oneLine` is false; the ends are trimmed.
    package static func ofPlain(_ text: String, oneLine: Bool = false, limit: Int = .max) -> String {
        withBytes(of: text) { ofPlain($0, oneLine: oneLine, limit: limit) }
    }

    /// The same for UTF-8 bytes.
    package static func ofPlain(
        _ bytes: UnsafeBufferPointer<UInt8>, oneLine: Bool = false, limit: Int = .max
    ) -> String {
        write(bytes, keepsLines: true, oneLine: oneLine, limit: limit) { text in
            var text = text
            text.append(0..<bytes.count)
            return text.finish()
        }
    }

    private static func withBytes(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> String) -> String {
        var text = text
        return text.withUTF8(body)
    }

    /// The room is large enough for whatever the bytes become, so that nothing need be checked while writing; a short
    /// text gets it on the stack.
    @inline(__always)
    private static func write(
        _ bytes: UnsafeBufferPointer<UInt8>, keepsLines: Bool, oneLine: Bool, limit: Int,
        _ body: (TextWriter) -> String
    ) -> String {
        let capacity = bytes.count * TextWriter.growth + TextWriter.slack
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { room in
            guard !bytes.isEmpty, let out = room.baseAddress else { return "" }
            return body(
                TextWriter(from: bytes, to: out, keepsLines: keepsLines, isOneLine: oneLine, limit: limit))
        }
    }
}
