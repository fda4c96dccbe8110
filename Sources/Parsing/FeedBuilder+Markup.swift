// SPDX-License-Identifier: Apache-2.0
// From the text of an element and its `type` to markup.

extension FeedBuilder {
    /// `nil` for an empty text.
    mutating func makeMarkup() -> MarkupRecord? {
        let range = trimmedText
        guard !range.isEmpty, let content = captured.isBase64 ? decoded(range) : unwrapped(range) else { return nil }
        return MarkupRecord(
            text: content, isHTML: isHTML, type: mediaType, base: scope.baseRange(in: &text),
            language: scope.languageRange(in: &text))
    }

    /// The same as a value of the feed's own.
    mutating func makeFeedMarkup() -> Markup? {
        makeMarkup().map { Markup($0, in: text.bytes) }
    }

    /// The text that base 64 spells: `nil` for a picture, say. What is no base 64 stays as it is.
    private mutating func decoded(_ range: TextRange) -> TextRange? {
        guard let decoded = Base64.decode(text[range]) else { return unwrapped(range) }
        return String(validating: decoded, as: UTF8.self).map { text.append(text: $0) }
    }

    /// RSS never tells whether a text is HTML, and most of it is. Atom tells, and a text of its is literal by default.
    private var isHTML: Bool {
        if captured.isXHTML { return true }
        guard let range = captured.type, !range.isEmpty else { return !isAtomText }
        let type = text[range]
        if type.equals("html") || type.equals("xhtml") || type.equals("text/html") { return true }
        if isAtomText, type.equals("text") || type.equals("text/plain") { return false }
        // Octets that turn out to be a text may be anything.
        return isAtomText
            ? type.holds("html") || type.equals("application/octet-stream") : !type.equals("text/plain")
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
        let before = Array(text.bytes[textStart...])
        text.truncate(to: textStart)
        guard before.contains(where: { $0 > 0x20 }) else { return }
        before.withUnsafeBufferPointer { markup.text($0, into: &text, limit: textLimit) }
    }

    private var mediaType: MediaType {
        if let range = captured.type {
            let type = text[range]
            if type.equals("xhtml") { return .xhtml }
            if type.equals("html") || type.equals("text/html") { return .html }
            if type.equals("text"), !captured.isXHTML { return .plain }
            if type.holds("/"), !type.equals("text/plain") { return .told(range) }
        }
        return captured.isXHTML ? .xhtml : isHTML ? .html : .plain
    }

    /// Atom's XHTML comes in one `div` that is not part of it (RFC 4287, 3.1.1.3); in Atom 0.3 it is.
    private func unwrapped(_ range: TextRange) -> TextRange {
        guard captured.isXHTML, captured.childCount == 1, feed.format != .atom03, range.count >= 11 else {
            return range
        }
        let bytes = text[range]
        guard bytes.begins(with: "<div"), let open = bytes.firstIndex(of: UInt8(ascii: ">")),
            UnsafeBufferPointer(rebasing: bytes[(bytes.count - 6)...]).equals("</div>"), open + 1 <= bytes.count - 6
        else { return range }
        return text.trimmed(range.lowerBound + open + 1..<range.upperBound - 6)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether Atom takes content of this media type for base 64 (RFC 4287, 4.1.3.3).
    var isOctetType: Bool {
        holds("/") && !begins(with: "text/") && !holds("html")
            && !(count >= 3 && UnsafeBufferPointer(rebasing: self[(count - 3)...]).equals("xml"))
    }
}
