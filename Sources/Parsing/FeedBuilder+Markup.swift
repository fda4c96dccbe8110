// SPDX-License-Identifier: Apache-2.0
// From the text of an element and its `type` to `Markup`.

import Wording

extension FeedBuilder {
    /// `nil` for an empty text.
    func makeMarkup() -> Markup? {
        let trimmed = text.bytes.trimmed
        guard !trimmed.isEmpty else { return nil }
        let bytes: [UInt8]
        if captured.isBase64, let decoded = Base64.decode(trimmed) {
            // A picture, say.
            guard String(validating: decoded, as: UTF8.self) != nil else { return nil }
            bytes = decoded
        } else {
            bytes = unwrapped(trimmed)
        }
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
        if captured.isXHTML { return true }
        guard let type = captured.type, !type.isEmpty else { return !isAtomText }
        if type == "html" || type == "xhtml" || type == "text/html" { return true }
        if isAtomText, type == "text" || type == "text/plain" { return false }
        // Octets that turn out to be a text may be anything.
        return isAtomText ? type.holds("html") || type == "application/octet-stream" : type != "text/plain"
    }

    var isAtomFeed: Bool { feed.format == .atom10 || feed.format == .atom03 }

    /// Whether Atom's rules say what the text is. Within RSS they do only for those who use its `type`: elsewhere a
    /// text is as loose there as RSS's own.
    var isAtomText: Bool { isAtomFeed || captured.isAtom && captured.type != nil }

    /// A text that was declared plain or escaped turns out to hold elements: they are its markup, and what was read
    /// before them is text.
    mutating func becomeXHTML() {
        captured.isXHTML = true
        captured.isBase64 = false
        guard !text.bytes.trimmed.isEmpty else { return }
        let before = Array(text.bytes)
        text.removeAll()
        before.withUnsafeBufferPointer { markup.text($0, into: &text, limit: limits.maxTextBytes) }
    }

    private var mediaType: String {
        switch captured.type {
        case "xhtml": "application/xhtml+xml"
        case "html": "text/html"
        case "text" where !captured.isXHTML: "text/plain"
        case let type? where type.holds("/") && type != "text/plain": type
        default: captured.isXHTML ? "application/xhtml+xml" : isHTML ? "text/html" : "text/plain"
        }
    }

    /// Atom's XHTML comes in one `div` that is not part of it (RFC 4287, 3.1.1.3); in Atom 0.3 it is.
    private func unwrapped(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard captured.isXHTML, captured.childCount == 1, feed.format != .atom03, bytes.count >= 11,
            UnsafeBufferPointer(rebasing: bytes[0..<4]).equals("<div"),
            let open = bytes.firstIndex(of: UInt8(ascii: ">")),
            UnsafeBufferPointer(rebasing: bytes[(bytes.count - 6)...]).equals("</div>"), open + 1 <= bytes.count - 6
        else { return Array(bytes) }
        return Array(UnsafeBufferPointer(rebasing: bytes[(open + 1)..<(bytes.count - 6)]).trimmed)
    }
}

extension String {
    /// Whether Atom takes content of this media type for base 64 (RFC 4287, 4.1.3.3).
    var isOctetType: Bool {
        holds("/") && !hasPrefix("text/") && !hasSuffix("xml") && !holds("html")
    }
}
