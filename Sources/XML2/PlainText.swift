// SPDX-License-Identifier: Apache-2.0
// Long texts, which are most of a feed, need no parser: one look tells that nothing in them is for libxml2 to judge, and
// costs a fifth of what its push parser takes for them.

import Glibc

/// Character data of which the well-formedness is certain: UTF-8 of characters that XML has, without `\r` and `]]>`, its
/// references the five or numeric. Everything else is left to libxml2, which says what is wrong.
struct PlainText {
    private let text: UnsafeBufferPointer<UInt8>
    /// How many lines end in it.
    let lineFeeds: Int

    /// `nil` where libxml2 has to look.
    init?(_ text: UnsafeBufferPointer<UInt8>, hasReferences: Bool) {
        guard let lineFeeds = Self.lineFeeds(text), let start = text.baseAddress else { return nil }
        self.text = text
        self.lineFeeds = lineFeeds
        guard hasReferences else { return }
        let window = Window(start: start, count: text.count)
        guard window.end(of: "]]>", from: 0) == nil else { return nil }
        var place = 0
        while let ampersand = window.find("&", from: place) {
            guard let reference = Reference(window, at: ampersand) else { return nil }
            place = reference.end
        }
    }

    /// Hands `body` the text in runs, references resolved.
    func tell(hasReferences: Bool, _ body: (UnsafePointer<UInt8>, Int) -> Void) {
        guard let start = text.baseAddress else { return }
        guard hasReferences else { return body(start, text.count) }
        let window = Window(start: start, count: text.count)
        var place = 0
        while let ampersand = window.find("&", from: place), let reference = Reference(window, at: ampersand) {
            if ampersand > place { body(start + place, ampersand - place) }
            reference.tell(body)
            place = reference.end
        }
        if place < text.count { body(start + place, text.count - place) }
    }

    /// Looks at eight bytes at a time; only what is neither ASCII nor printable is looked at by itself. `nil` where a byte
    /// is not as promised.
    private static func lineFeeds(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var (place, lineFeeds) = (0, 0)
        while place < text.count {
            if text.count - place >= 8, let start = text.baseAddress,
                isPrintable(UnsafeRawPointer(start + place).loadUnaligned(as: UInt64.self))
            {
                place += 8
                continue
            }
            let byte = text[place]
            if byte >= 0x80 {
                guard let length = sequence(text, at: place) else { return nil }
                place += length
            } else {
                guard byte >= 0x20 || byte == 0x0A || byte == 0x09 else { return nil }
                if byte == 0x0A { lineFeeds += 1 }
                place += 1
            }
        }
        return lineFeeds
    }

    /// Whether all eight bytes are ASCII from the space on. (Bit tricks of S. E. Anderson, "Determine if a word has a byte
    /// less than n".)
    @inline(__always)
    private static func isPrintable(_ bytes: UInt64) -> Bool {
        (bytes | (bytes &- 0x2020_2020_2020_2020) & ~bytes) & 0x8080_8080_8080_8080 == 0
    }

    /// The length of the well-formed sequence (Unicode, table 3-7) of a character that XML has (2.2); `nil` for others,
    /// which is less than `Wording` takes for one: control characters and U+FFFE are not here.
    private static func sequence(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int? {
        let first = text[place]
        let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
        guard length > 0, text.count - place >= length else { return nil }
        for index in 1..<length where text[place + index] & 0xC0 != 0x80 { return nil }
        let second = text[place + 1]
        switch first {
        case 0xC2: return second >= 0xA0 ? length : nil
        case 0xE0: return second >= 0xA0 ? length : nil
        case 0xED: return second < 0xA0 ? length : nil
        case 0xEF: return second != 0xBF || text[place + 2] < 0xBE ? length : nil
        case 0xF0: return second >= 0x90 ? length : nil
        case 0xF4: return second < 0x90 ? length : nil
        default: return length
        }
    }
}

/// A reference within character data.
private struct Reference {
    private let scalar: Unicode.Scalar
    /// After its semicolon.
    let end: Int

    private init(scalar: Unicode.Scalar, end: Int) {
        self.scalar = scalar
        self.end = end
    }

    /// `nil` for a reference to anything but a printable character or a line feed.
    init?(_ window: Window, at ampersand: Int) {
        guard ampersand + 3 < window.count else { return nil }
        let name: (text: StaticString, scalar: Unicode.Scalar)
        switch (window.start[ampersand + 1], window.start[ampersand + 2]) {
        case (UInt8(ascii: "l"), _): name = ("lt;", "<")
        case (UInt8(ascii: "g"), _): name = ("gt;", ">")
        case (UInt8(ascii: "q"), _): name = ("quot;", "\"")
        case (UInt8(ascii: "a"), UInt8(ascii: "m")): name = ("amp;", "&")
        case (UInt8(ascii: "a"), _): name = ("apos;", "'")
        case (UInt8(ascii: "#"), _):
            self.init(numberIn: window, at: ampersand)
            return
        default: return nil
        }
        guard window.begins(with: name.text, at: ampersand + 1) else { return nil }
        self.init(scalar: name.scalar, end: ampersand + 1 + name.text.utf8CodeUnitCount)
    }

    private init?(numberIn window: Window, at ampersand: Int) {
        guard let semicolon = window.find(UInt8(ascii: ";"), from: ampersand, to: min(window.count, ampersand + 10)),
            let scalar = Self.scalar(window, ampersand + 2, semicolon)
        else { return nil }
        self.init(scalar: scalar, end: semicolon + 1)
    }

    func tell(_ body: (UnsafePointer<UInt8>, Int) -> Void) {
        var bytes: UInt32 = 0
        var length = 0
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            bytes |= UInt32(byte) << UInt32(8 * length)
            length += 1
        }
        withUnsafeBytes(of: bytes.littleEndian) { bytes in
            guard let start = bytes.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
            body(start, length)
        }
    }

    private static func scalar(_ window: Window, _ start: Int, _ end: Int) -> Unicode.Scalar? {
        let isHex = window.begins(with: "x", at: start)
        let digits = UnsafeBufferPointer(
            start: window.start + start + (isHex ? 1 : 0), count: end - start - (isHex ? 1 : 0))
        guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHex ? 16 : 10),
            let scalar = Unicode.Scalar(value)
        else { return nil }
        // XML 1.0, 2.2; what may mean windows-1252 is left to others, too.
        return value == 0x0A || (0x20...0x7E).contains(value) || value >= 0xA0 && value & 0xFFFE != 0xFFFE
            ? scalar : nil
    }
}
