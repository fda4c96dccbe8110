// SPDX-License-Identifier: Apache-2.0
// From the text of an element and its `type` to `Markup`.

import Wording

extension FeedBuilder {
    /// `nil` for an empty text.
    func makeMarkup() -> Markup? {
        let trimmed = text.bytes.trimmed
        guard !trimmed.isEmpty else { return nil }
        let bytes = captured.isBase64 ? Base64.decode(trimmed) ?? Array(trimmed) : unwrapped(trimmed)
        return Markup(
            bytes: bytes, isHTML: isHTML, type: mediaType, base: scope.base, language: scope.language)
    }

    /// The text as one line without markup, such as a category's name.
    func plainMarkup() -> String? {
        guard !text.bytes.trimmed.isEmpty else { return nil }
        let plain = VisibleText.ofHTML(text.bytes, oneLine: true)
        return plain.isEmpty ? nil : plain
    }

    /// RSS never tells whether a text is HTML, and most of it is. Atom tells, and a text of its is literal by default.
    private var isHTML: Bool {
        guard let type = captured.type else { return !isAtomText || captured.isXHTML }
        return type.contains("html") || type == "text" && !isAtomText
            || !isAtomText && type != "text/plain"
    }

    private var isAtomText: Bool {
        captured.isAtom || feed.format == .atom10 || feed.format == .atom03
    }

    private var mediaType: String {
        switch captured.type {
        case "xhtml": "application/xhtml+xml"
        case "html": "text/html"
        case "text": "text/plain"
        case let type? where type.contains("/"): type
        default: captured.isXHTML ? "application/xhtml+xml" : isHTML ? "text/html" : "text/plain"
        }
    }

    /// Atom's XHTML comes in one `div` that is not part of it (RFC 4287, 3.1.1.3).
    private func unwrapped(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard captured.isXHTML, bytes.count >= 11, UnsafeBufferPointer(rebasing: bytes[0..<4]).equals("<div"),
            let open = bytes.firstIndex(of: UInt8(ascii: ">")),
            UnsafeBufferPointer(rebasing: bytes[(bytes.count - 6)...]).equals("</div>"), open + 1 <= bytes.count - 6
        else { return Array(bytes) }
        return Array(UnsafeBufferPointer(rebasing: bytes[(open + 1)..<(bytes.count - 6)]).trimmed)
    }
}
