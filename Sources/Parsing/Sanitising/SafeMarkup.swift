// SPDX-License-Identifier: Apache-2.0
// Writes sanitised HTML. Text and values are written so that no reader can find in them a tag, a reference or a control
// character that was not meant; otherwise they stay as published.

import Wording

struct SafeMarkup {
    private var out: ByteBuffer

    init(capacity: Int) {
        out = ByteBuffer(capacity: capacity)
    }

    var count: Int { out.count }

    /// What was written, without white space at the ends; that beyond ASCII is taken from the end, where feeds have it.
    var text: String {
        let bytes = out.bytes
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start {
            let length = Self.spaceLength(bytes, before: end)
            guard length > 0 else { break }
            if end - length > start, Self.needsSpace(bytes[end - length - 1]) { break }
            end -= length
        }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// An `&` or a `<` that stands as it is does so because of what follows it.
    private static func needsSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<")
    }

    /// The length of the white space that ends before `end`; 0 for none. U+00A0, U+2000 to U+200A, U+2028, U+2029 and
    /// U+3000 are white space too.
    private static func spaceLength(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int) -> Int {
        if bytes[end - 1] <= 0x20 { return 1 }
        if end >= 2, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 { return 2 }
        guard end >= 3 else { return 0 }
        switch (bytes[end - 3], bytes[end - 2], bytes[end - 1]) {
        case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE3, 0x80, 0x80): return 3
        default: return 0
        }
    }

    func deallocate() {
        out.deallocate()
    }

    mutating func append(_ markup: StaticString) {
        out.append(markup)
    }

    /// What a text is before it is written.
    enum Source {
        /// Character data of HTML. Its references stay as they are spelt.
        case html
        /// A part of HTML that has no references, such as a `CDATA` section.
        case literal
        /// A whole text that is no HTML.
        case plain
    }

    mutating func append(text: UnsafeBufferPointer<UInt8>, from source: Source = .html) {
        write(text) { out, place in
            switch text[place] {
            case UInt8(ascii: "<"): return out.less(in: text, at: place)
            case UInt8(ascii: "&"): return out.ampersand(in: text, at: place, source)
            case UInt8(ascii: ">"): out.append(">")
            default: out.append("\"")
            }
            return 1
        }
    }

    /// The value of an attribute as it stands in HTML.
    mutating func append(rawValue value: UnsafeBufferPointer<UInt8>) {
        write(value) { out, place in
            guard value[place] == UInt8(ascii: "&") else { return out.escape(value[place]) }
            return out.reference(in: value, at: place, inAttribute: true) ?? out.escape(value[place])
        }
    }

    /// The value of an attribute, references decoded.
    mutating func append(value: String) {
        var value = value
        value.withUTF8 { bytes in
            write(bytes) { out, place in out.escape(bytes[place]) }
        }
    }

    /// Copies what means nothing in HTML, leaves out control characters, and hands over each `&`, `<`, `>` and `"` to
    /// `special`, which returns the bytes it took.
    private mutating func write(
        _ text: UnsafeBufferPointer<UInt8>, special: (inout ByteBuffer, Int) -> Int
    ) {
        guard let base = text.baseAddress else { return }
        var position = 0
        while position < text.count {
            let start = position
            while position < text.count, Self.isPlain(text[position]) { position += 1 }
            if position > start { out.append(base + start, position - start) }
            guard position < text.count else { return }
            switch text[position] {
            case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), 0x22: position += special(&out, position)
            default: position += out.other(in: text, at: position)
            }
        }
    }

    /// Neither a control character nor what may begin one beyond ASCII, nor what means something in HTML.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), 0x22, 0x7F, 0xC2: false
        default: byte >= 0x20 || byte == 0x0A || byte == 0x09
        }
    }
}

extension ByteBuffer {
    /// A control character, or a character that begins like those from U+0080 on. HTML counts a form feed and a carriage
    /// return as white space.
    fileprivate mutating func other(in text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        let next = place + 1 < text.count ? text[place + 1] : 0
        switch text[place] {
        case 0xC2 where 0x80...0x9F ~= next: return 2
        case 0xC2: append(0xC2)
        case 0x0C: append(0x20)
        case 0x0D: if next != 0x0A { append(0x0A) }
        default: break
        }
        return 1
    }

    /// A `<` that is text. White space, a digit, a `-` or a `=` after it keeps every reader from seeing a tag.
    fileprivate mutating func less(in text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        let next = place + 1 < text.count ? text[place + 1] : 0
        let isApart = next.isHTMLSpace && next != 0x0C && next != 0x0D || "-=".utf8.contains(next) || next.isDigit
        append(isApart ? "<" : "&lt;")
        return 1
    }

    /// An `&` that begins no reference stays where nothing that may follow it can make it one.
    fileprivate mutating func ampersand(
        in text: UnsafeBufferPointer<UInt8>, at place: Int, _ source: SafeMarkup.Source
    ) -> Int {
        switch source {
        case .html:
            if let length = reference(in: text, at: place, inAttribute: false) { return length }
            append(Self.staysApart(text, place + 1) ? "&" : "&amp;")
        case .literal:
            append(Self.staysApart(text, place + 1) ? "&" : "&amp;")
        case .plain:
            let rest = UnsafeBufferPointer(rebasing: text[place...])
            append(HTMLEntities.reference(at: rest) == nil ? "&" : "&amp;")
        }
        return 1
    }

    /// Whether what is there is written as it is, and neither a letter nor a `#`, with which references go on.
    private static func staysApart(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        guard place < text.count else { return false }
        switch text[place] {
        case 0x0A, 0x09: return true
        // A second one may begin a reference that is left out, but not before a space.
        case UInt8(ascii: "&"): return place + 1 < text.count && text[place + 1] == 0x20
        case UInt8(ascii: "<"), UInt8(ascii: "#"), 0x7F, 0xC2: return false
        case let byte: return byte >= 0x20 && !byte.isLetter
        }
    }

    /// Copies the reference there, with the semicolon it may lack, unless it stands for a control character; `nil` where
    /// there is none.
    fileprivate mutating func reference(
        in text: UnsafeBufferPointer<UInt8>, at place: Int, inAttribute: Bool
    ) -> Int? {
        let rest = UnsafeBufferPointer(rebasing: text[place...])
        guard let reference = HTMLEntities.reference(at: rest, inAttribute: inAttribute), let start = rest.baseAddress
        else { return nil }
        guard !reference.first.isControl else { return reference.length }
        append(start, reference.length)
        if rest[reference.length - 1] != UInt8(ascii: ";") { append(UInt8(ascii: ";")) }
        return reference.length
    }

    fileprivate mutating func escape(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "&"): append("&amp;")
        case UInt8(ascii: "<"): append("&lt;")
        case UInt8(ascii: ">"): append("&gt;")
        default: append("&quot;")
        }
        return 1
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        value < 0x20 && value != 0x09 && value != 0x0A && value != 0x0D || (0x7F...0x9F).contains(value)
    }
}
