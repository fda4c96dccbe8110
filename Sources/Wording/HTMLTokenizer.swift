// SPDX-License-Identifier: Apache-2.0
// Cuts HTML into text and tags in one linear pass, as browsers cut it (WHATWG HTML 13.2.5) but for what a feed never
// needs. Visible text and sanitising share it, so that they agree on what is a tag. Ranges are offsets into the bytes.

/// A tag's place in the text.
package struct HTMLTag: Sendable, Hashable {
    package let element: HTMLElement
    package let name: Range<Int>
    /// Everything between the name and the closing `>`.
    package let attributes: Range<Int>
    package let isSelfClosing: Bool
}

package struct HTMLTokenizer {
    package enum Token {
        /// Character data; references are not decoded yet.
        case text(Range<Int>)
        /// Character data without references.
        case cdata(Range<Int>)
        case start(HTMLTag)
        case end(HTMLTag)
        /// A comment, a declaration, a processing instruction: nothing to show.
        case nothing
    }

    package let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var closes = ByteFinder(UInt8(ascii: ">"))
    private var doubleQuotes = ByteFinder(0x22)
    private var singleQuotes = ByteFinder(0x27)

    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// `nil` at the end.
    package mutating func next() -> Token? {
        guard position < bytes.count else { return nil }
        if bytes[position] == UInt8(ascii: "<"), let token = markup() { return token }
        return text()
    }

    /// Skips the content of the raw text element that has just begun, up to its end tag, which is the next token; returns
    /// the place of what was skipped.
    @discardableResult
    package mutating func skipRawText(of tag: HTMLTag) -> Range<Int> {
        let start = position
        while let open = find(UInt8(ascii: "<"), from: position) {
            position = open
            if open + 1 < bytes.count, bytes[open + 1] == UInt8(ascii: "/"), isName(tag.name, at: open + 2) {
                return start..<open
            }
            position = open + 1
        }
        position = bytes.count
        return start..<position
    }

    private mutating func text() -> Token {
        let start = position
        position = find(UInt8(ascii: "<"), from: position + 1) ?? bytes.count
        return .text(start..<position)
    }

    /// `nil` where the `<` is mere text.
    private mutating func markup() -> Token? {
        guard position + 1 < bytes.count else { return nil }
        switch bytes[position + 1] {
        case UInt8(ascii: "!"): return comment()
        case UInt8(ascii: "?"): return bogus()
        case UInt8(ascii: "/"):
            guard position + 2 < bytes.count else { return nil }
            guard bytes[position + 2].isASCIILetter else { return bogus() }
            return tag(nameAt: position + 2).map(Token.end)
        case let byte where byte.isASCIILetter: return tag(nameAt: position + 1).map(Token.start)
        default: return nil
        }
    }

    private mutating func comment() -> Token {
        guard position + 3 < bytes.count, bytes[position + 2] == 0x2D, bytes[position + 3] == 0x2D else {
            return isCDATA ? cdata() : bogus()
        }
        var dash = position + 4
        // "<!-->" and "<!--->" are whole comments.
        dash = max(position + 2, dash - 2)
        while let close = find(UInt8(ascii: ">"), from: dash) {
            if close >= position + 4, endsComment(at: close) {
                position = close + 1
                return .nothing
            }
            dash = close + 1
        }
        position = bytes.count
        return .nothing
    }

    /// Whether `--` or `--!` stands before.
    private func endsComment(at close: Int) -> Bool {
        let end = bytes[close - 1] == UInt8(ascii: "!") ? close - 1 : close
        return end >= position + 4 && bytes[end - 1] == 0x2D && bytes[end - 2] == 0x2D
    }

    private var isCDATA: Bool {
        UnsafeBufferPointer(rebasing: bytes[position...]).starts(with: "<![CDATA[".utf8)
    }

    /// Feeds that escape twice carry CDATA marks inside HTML; readers expect the text within.
    private mutating func cdata() -> Token {
        let start = position + 9
        var scan = start
        while let close = find(UInt8(ascii: "]"), from: scan) {
            if close + 2 < bytes.count, bytes[close + 1] == 0x5D, bytes[close + 2] == UInt8(ascii: ">") {
                position = close + 3
                return .cdata(start..<close)
            }
            scan = close + 1
        }
        position = bytes.count
        return .cdata(start..<bytes.count)
    }

    private mutating func bogus() -> Token {
        position = find(UInt8(ascii: ">"), from: position).map { $0 + 1 } ?? bytes.count
        return .nothing
    }

    /// `nil` for a tag that never closes: browsers drop it, here its `<` is text, which loses nothing.
    private mutating func tag(nameAt start: Int) -> HTMLTag? {
        var element = HTMLElement()
        var end = start
        // Most tags are a short name and no more. Hostile ones are not looked at far, as this begins anew at every `<`.
        let near = min(bytes.count, start + 16)
        while end < near, !bytes[end].endsTagName {
            element.append(bytes[end])
            end += 1
        }
        if end < near, bytes[end] == UInt8(ascii: ">") {
            position = end + 1
            return HTMLTag(element: element, name: start..<end, attributes: end..<end, isSelfClosing: false)
        }
        guard let first = closes.next(from: end, in: bytes) else { return nil }
        while end < first, !bytes[end].endsTagName {
            element.append(bytes[end])
            end += 1
        }
        let close = endOfTag(from: end, first: first)
        position = close + 1
        return HTMLTag(
            element: element, name: start..<end, attributes: end..<close,
            isSelfClosing: close > end && bytes[close - 1] == UInt8(ascii: "/"))
    }

    /// The first `>` that is not within a quoted attribute value. A quotation mark begins a value only after `=`; one
    /// that is never closed quotes nothing. Each byte is looked at once, whatever the tags.
    private mutating func endOfTag(from start: Int, first: Int) -> Int {
        var position = start
        var close = first
        while let equals = find(UInt8(ascii: "="), from: position, to: close) {
            position = equals + 1
            while position < close, bytes[position].isHTMLSpace { position += 1 }
            if let end = endOfValue(quotedBy: bytes[position], at: position) {
                position = end + 1
                if end > close {
                    guard let next = closes.next(from: end, in: bytes) else { return close }
                    close = next
                }
            } else {
                while position < close, !bytes[position].isHTMLSpace { position += 1 }
            }
        }
        return close
    }

    private mutating func endOfValue(quotedBy quote: UInt8, at place: Int) -> Int? {
        switch quote {
        case 0x22: doubleQuotes.next(from: place + 1, in: bytes)
        case 0x27: singleQuotes.next(from: place + 1, in: bytes)
        default: nil
        }
    }

    private func isName(_ name: Range<Int>, at place: Int) -> Bool {
        guard place + name.count <= bytes.count else { return false }
        for offset in 0..<name.count
        where bytes[place + offset] | 0x20 != bytes[name.lowerBound + offset] | 0x20 {
            return false
        }
        return place + name.count == bytes.count || bytes[place + name.count].endsTagName
    }

    private func find(_ byte: UInt8, from start: Int) -> Int? {
        bytes.firstPlace(of: byte, from: start)
    }

    private func find(_ byte: UInt8, from start: Int, to end: Int) -> Int? {
        UnsafeBufferPointer(start: bytes.baseAddress, count: end).firstPlace(of: byte, from: start)
    }
}

extension UInt8 {
    package var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
    /// Tab, line feed, form feed, carriage return, space.
    package var isHTMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 || self == 0x0C }
    fileprivate var endsTagName: Bool {
        self <= UInt8(ascii: ">") && (isHTMLSpace || self == UInt8(ascii: ">") || self == UInt8(ascii: "/"))
    }
}
