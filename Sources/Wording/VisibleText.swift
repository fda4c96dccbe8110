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
        write(bytes, oneLine: oneLine, limit: limit) { text in
            var reduction = HTMLReduction(bytes, text)
            reduction.run()
            text = reduction.text
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
        write(bytes, oneLine: oneLine, limit: limit) { text in
            text.append(plain: bytes, keepsLines: true)
        }
    }

    private static func withBytes(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> String) -> String {
        var text = text
        return text.withUTF8(body)
    }

    /// No reference decodes to more than twice its own bytes, so that the room needs no checks while writing.
    private static func write(
        _ bytes: UnsafeBufferPointer<UInt8>, oneLine: Bool, limit: Int, _ body: (inout TextWriter) -> Void
    ) -> String {
        guard !bytes.isEmpty else { return "" }
        let room = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count * 2 + TextWriter.slack)
        defer { room.deallocate() }
        var text = TextWriter(room, isOneLine: oneLine, limit: limit)
        body(&text)
        return text.finish()
    }
}
