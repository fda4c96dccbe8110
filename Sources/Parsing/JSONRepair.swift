// SPDX-License-Identifier: Apache-2.0
// JSON that a strict reader refuses for one character in one string, made acceptable: one bad entry never loses the feed.

/// Faults within strings: half a surrogate pair (RFC 8259 §8.2), a control character that is not escaped (§7).
struct JSONRepair {
    private(set) var bytes: [UInt8]
    private(set) var isChanged = false

    /// The text with U+FFFD for each half pair and a space for each bare control. Its length stays.
    init(_ text: UnsafeBufferPointer<UInt8>) {
        bytes = Array(text)
        var place = 0
        var isInString = false
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "\\") where isInString: place += escape(at: place) - 1
            case 0..<0x20 where isInString: replace(at: place, by: " ")
            default: break
            }
            place += 1
        }
    }

    /// Repairs the escape that begins at `place` where it is half a pair. Returns the length to go on by.
    private mutating func escape(at place: Int) -> Int {
        guard let unit = unit(at: place) else { return 2 }
        guard (0xD800..<0xE000).contains(unit) else { return 6 }
        if unit < 0xDC00, let low = self.unit(at: place + 6), (0xDC00..<0xE000).contains(low) { return 12 }
        replace(at: place, by: "\\ufffd")
        return 6
    }

    /// The code unit of `\uXXXX`; `nil` for anything else.
    private func unit(at place: Int) -> UInt32? {
        guard place + 6 <= bytes.count, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u") else {
            return nil
        }
        return UInt32(String(decoding: bytes[(place + 2)..<(place + 6)], as: UTF8.self), radix: 16)
    }

    private mutating func replace(at place: Int, by text: StaticString) {
        text.withUTF8Buffer { bytes.replaceSubrange(place..<(place + $0.count), with: $0) }
        isChanged = true
    }
}
