// SPDX-License-Identifier: Apache-2.0
// Cuts ill-formed XML into text and tags in one linear pass. Unlike HTML's tokenizer it expects the damages of feeds: a tag
// that runs into the next, a quotation mark that is forgotten, a document that breaks off within a tag.

import Wording

/// A tag's place in the text.
struct LooseTag {
    /// Where its `<` stands.
    let start: Int
    let name: Range<Int>
    /// Everything between the name and the closing `>`.
    let attributes: Range<Int>
    let isSelfClosing: Bool
    /// Whether it has a `>` of its own; it ran into the next `<` otherwise.
    let isClosed: Bool
}

struct LooseXMLTokenizer {
    enum Token {
        /// Character data; references are not decoded yet.
        case text(Range<Int>)
        /// Character data without references.
        case cdata(Range<Int>)
        case start(LooseTag)
        case end(LooseTag)
        /// A comment, a declaration, a processing instruction, or a tag that the document's end cuts off.
        case nothing
    }

    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0
    private var closes = ByteFinder(UInt8(ascii: ">"))
    private var brackets = ByteFinder(UInt8(ascii: "]"))
    private var doubleQuotes = ByteFinder(0x22)
    private var singleQuotes = ByteFinder(0x27)
    /// The last `]]>` that was found, and from where on it is the first.
    private var characterDataEnd: (from: Int, place: Int)?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// `nil` at the end.
    mutating func next() -> Token? {
        guard position < bytes.count else { return nil }
        if bytes[position] == UInt8(ascii: "<"), let token = markup() { return token }
        let start = position
        position = bytes.firstPlace(of: UInt8(ascii: "<"), from: position + 1) ?? bytes.count
        return .text(start..<position)
    }

    /// Goes on at `place`, which lies within the last token.
    mutating func goBack(to place: Int) {
        position = place
    }

    /// `nil` where the `<` is mere text.
    private mutating func markup() -> Token? {
        guard position + 1 < bytes.count else { return cutOff() }
        switch bytes[position + 1] {
        case UInt8(ascii: "!"): return declaration()
        case UInt8(ascii: "?"): return skip(to: closes.next(from: position, in: bytes))
        case UInt8(ascii: "/"):
            guard position + 2 < bytes.count else { return cutOff() }
            guard bytes[position + 2].isASCIILetter else { return skip(to: closes.next(from: position, in: bytes)) }
            return tag(nameAt: position + 2).map(Token.end) ?? .nothing
        case let byte where byte.isASCIILetter && !isAddress(at: position + 1):
            return tag(nameAt: position + 1).map(Token.start) ?? .nothing
        default: return nil
        }
    }

    /// Whether what stands between angle brackets is no tag: `<ann@example.org>`, `<https://example.org/>`.
    private func isAddress(at start: Int) -> Bool {
        let name = bytes[start...].prefix(64).prefix { !$0.endsName && $0 != UInt8(ascii: "@") }
        guard name.endIndex < bytes.count else { return false }
        return bytes[name.endIndex] == UInt8(ascii: "@") || bytes.begins(with: "//", at: name.endIndex)
    }

    private mutating func cutOff() -> Token {
        position = bytes.count
        return .nothing
    }

    private mutating func skip(to close: Int?) -> Token {
        position = close.map { $0 + 1 } ?? bytes.count
        return .nothing
    }

    private mutating func declaration() -> Token {
        if bytes.begins(with: "<!--", at: position) { return comment() }
        if bytes.begins(with: "<![CDATA[", at: position) { return cdata() }
        // A DOCTYPE whose brackets are never closed hides no element.
        let close = closes.next(from: position, in: bytes) ?? bytes.count
        if let open = bytes.firstPlace(of: UInt8(ascii: "<"), from: position + 1), open < close {
            position = open
            return .nothing
        }
        return skip(to: close)
    }

    private mutating func comment() -> Token {
        // "<!-->" and "<!--->" are whole comments.
        var dash = position + 2
        while let close = closes.next(from: dash, in: bytes) {
            if close >= position + 4, bytes[close - 1] == 0x2D, bytes[close - 2] == 0x2D { return skip(to: close) }
            dash = close + 1
        }
        return cutOff()
    }

    private mutating func cdata() -> Token {
        let start = position + 9
        let end = endOfCharacterData(from: start)
        position = min(bytes.count, end + 3)
        return .cdata(start..<end)
    }

    /// The first `]]>`, or the document's end.
    private mutating func endOfCharacterData(from start: Int) -> Int {
        if let known = characterDataEnd, known.from <= start, start <= known.place { return known.place }
        var place = bytes.count
        var scan = start
        while let bracket = brackets.next(from: scan, in: bytes) {
            if bytes.begins(with: "]]>", at: bracket) {
                place = bracket
                break
            }
            scan = bracket + 1
        }
        characterDataEnd = (start, place)
        return place
    }

    /// `nil` where the document ends within the tag.
    private mutating func tag(nameAt start: Int) -> LooseTag? {
        let open = position
        var end = start
        while end < bytes.count, !bytes[end].endsName { end += 1 }
        position = endOfTag(from: end)
        guard position < bytes.count else { return nil }
        let close = position
        let isClosed = bytes[close] == UInt8(ascii: ">")
        if isClosed { position += 1 }
        return LooseTag(
            start: open, name: start..<end, attributes: end..<close,
            isSelfClosing: close > end && bytes[close - 1] == UInt8(ascii: "/"), isClosed: isClosed)
    }

    /// The first `>` or `<` that is not within a quoted value, or the document's end.
    private mutating func endOfTag(from start: Int) -> Int {
        var position = start
        var previous: UInt8 = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<") { return position }
            if previous == UInt8(ascii: "="), let end = endOfValue(quotedBy: byte, at: position) { position = end }
            if !byte.isHTMLSpace { previous = byte }
            position += 1
        }
        return position
    }

    /// The closing quotation mark; `nil` for what is no value.
    private mutating func endOfValue(quotedBy quote: UInt8, at place: Int) -> Int? {
        let end: Int?
        switch quote {
        case 0x22: end = doubleQuotes.next(from: place + 1, in: bytes)
        case 0x27: end = singleQuotes.next(from: place + 1, in: bytes)
        default: end = nil
        }
        guard let end, holdsTags(place..<end), !goesOn(after: end) else { return end }
        return nil
    }

    /// Whether a `>` and after it a `<` stand there: markup, in a value that was meant to be so or that lacks its end.
    private func holdsTags(_ range: Range<Int>) -> Bool {
        let value = UnsafeBufferPointer(rebasing: bytes[range])
        guard let close = value.firstPlace(of: UInt8(ascii: ">"), from: 0) else { return false }
        return value.firstPlace(of: UInt8(ascii: "<"), from: close) != nil
    }

    /// Whether what follows the quotation mark is what follows a value: the tag's end or another attribute. A mark that
    /// opens the value of a later tag is followed by the value, and has a `=` before it.
    private func goesOn(after quote: Int) -> Bool {
        guard bytes[quote - 1] != UInt8(ascii: "=") else { return false }
        var place = quote + 1
        while place < bytes.count, bytes[place].isHTMLSpace { place += 1 }
        guard place < bytes.count else { return false }
        if bytes[place] == UInt8(ascii: ">") || bytes[place] == UInt8(ascii: "/") { return true }
        let name = bytes[place...].prefix(64).prefix { !$0.endsName && $0 != UInt8(ascii: "=") }
        return !name.isEmpty && name.endIndex < bytes.count && bytes[name.endIndex] == UInt8(ascii: "=")
    }
}
