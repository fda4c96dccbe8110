// SPDX-License-Identifier: Apache-2.0
// From what stands in a document to values: texts and attributes trimmed, links resolved. A value that needs no change
// stays where it was read.

import Wording
import XML2

extension FeedBuilder {
    // The text that is being read begins behind the attributes, which are read before it.

    /// The attribute's value; `nil` where it is absent.
    mutating func value(of element: XMLElement, _ name: StaticString) -> TextRange? {
        guard element.attributes.count > 0, let attribute = element.attributes.named(name) else { return nil }
        let range = text.append(valueOf: attribute)
        textStart = text.count
        return range
    }

    /// The same with ASCII letters in lower case.
    mutating func word(of element: XMLElement, _ name: StaticString) -> TextRange? {
        guard let range = value(of: element, name) else { return nil }
        text.lower(range)
        return range
    }

    mutating func relation(of element: XMLElement) -> LinkRelation {
        let start = text.count
        guard let word = word(of: element, "rel") else { return .alternate }
        guard let known = LinkRelation(text[word]) else { return .other(word) }
        text.truncate(to: start)
        textStart = start
        return known
    }

    /// What was read, without the white space at its ends.
    var trimmedText: TextRange { text.trimmed(textStart..<textEnd) }

    /// `nil` for an empty text.
    mutating func plainText() -> TextRange? {
        if captured.childCount > 0 { return plainMarkup() }
        let range = trimmedText
        return range.isEmpty ? captured.href : range
    }

    /// The text as one line without markup, such as a category's name.
    mutating func plainMarkup() -> TextRange? {
        let range = trimmedText
        if range.isEmpty { return nil }
        if text[range].isLine { return range }
        let line = VisibleText.ofHTML(text[range], oneLine: true)
        return line.isEmpty ? nil : text.append(text: line)
    }

    /// The visible text of markup as one line.
    mutating func line(of markup: MarkupRecord) -> TextRange {
        let bytes = text[markup.text]
        if bytes.isLine { return markup.text }
        return text.append(
            text: markup.isHTML
                ? VisibleText.ofHTML(bytes, oneLine: true) : VisibleText.ofPlain(bytes, oneLine: true))
    }

    /// The text as an absolute address.
    mutating func resolvedText() -> TextRange? {
        let range = trimmedText
        if URLReference.isSettled(text[range]) { return range }
        guard let plain = plainText() else { return nil }
        let reference = text[plain].string
        return keep(scope.resolve(DoubleEscape.undone(reference)), insteadOf: reference, plain)
    }

    /// The reference made absolute.
    mutating func resolve(_ range: TextRange) -> TextRange {
        if URLReference.isSettled(text[range]) { return range }
        let reference = text[range].string
        return keep(scope.resolve(reference), insteadOf: reference, range)
    }

    mutating func resolve(_ range: TextRange, against base: String) -> TextRange {
        if URLReference.isSettled(text[range]) { return range }
        let reference = text[range].string
        return keep(URLReference.resolve(reference, against: base), insteadOf: reference, range)
    }

    private mutating func keep(_ url: String, insteadOf reference: String, _ range: TextRange) -> TextRange {
        url == reference || text.count >= TextRange.maxResolved ? range : text.append(text: url)
    }

    // The feed's own values are few: they are made at once.

    mutating func plainString() -> String? {
        plainText().map { text[$0].string }
    }

    mutating func resolvedString() -> String? {
        resolvedText().map { text[$0].string }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether it is one line of ASCII that reads the same as HTML and as plain text.
    var isLine: Bool {
        var previous: UInt8 = 0x20
        for byte in self {
            if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") { return false }
            if byte == 0x20, previous == 0x20 { return false }
            previous = byte
        }
        return previous != 0x20
    }
}
