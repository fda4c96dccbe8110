// SPDX-License-Identifier: Apache-2.0
// HTML that is safe to show, by one policy (Documentation/Sanitising.md):
//
// - Only elements and attributes of an allow-list are written, in the list's own spelling, and only complete tags, so that
//   no reader can find more in the output than was put there. An element that is not on the list loses its tags; active
//   ones (`script`, `style`, frames, form controls…) lose their content too. Comments and declarations go.
// - Links keep schemes of an allow-list and are made absolute; styles keep declarations of an allow-list.
// - Text keeps its spelling, but for `<`, `&` and control characters that a reader could take for more than text.
// - Sanitising again changes nothing. Time and memory are linear in the text.

enum HTMLSanitizer {
    /// Safe HTML for the bytes of any HTML. Relative links are resolved against `base`; `nil` leaves them relative.
    static func sanitise(_ html: [UInt8], base: String?) -> String {
        // What is no UTF-8 is made so first: halves of a character must not meet where a tag between them goes.
        let repaired = html.withUnsafeBufferPointer { UTF8Text.repaired($0) }
        return (repaired ?? html).withUnsafeBufferPointer { bytes in
            var pass = SanitizerPass(bytes, base: base)
            defer { pass.deallocate() }
            return pass.run()
        }
    }

    /// HTML that shows the characters of a plain text; the text itself where it holds nothing that HTML would take for
    /// more.
    static func escape(_ plain: [UInt8]) -> String {
        plain.withUnsafeBufferPointer { bytes in
            var markup = SafeMarkup(capacity: bytes.count + bytes.count / 8 + 64)
            defer { markup.deallocate() }
            markup.append(text: bytes, from: .plain)
            return markup.text
        }
    }
}
