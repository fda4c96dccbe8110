// SPDX-License-Identifier: Apache-2.0
// Which bytes are UTF-8 (Unicode, table 3-7), and how many are not.

package enum UTF8Sequence {
    /// U+FFFD, which stands for what is not UTF-8.
    static let replacement: StaticString = "\u{FFFD}"

    /// The length of the well-formed sequence at the start of `text`, whose first byte is beyond ASCII. Where there is
    /// none, minus the number of bytes that one U+FFFD replaces: a sequence as far as it is one, at least a byte
    /// (Unicode, 3.9, "maximal subpart"), as `String(decoding:as:)` does it.
    @inlinable @inline(__always)
    package static func length(_ text: UnsafePointer<UInt8>, _ available: Int) -> Int {
        let first = text[0]
        guard first &- 0xC2 < 0x33, available > 1, seconds(of: first).contains(text[1]) else { return -1 }
        if first < 0xE0 { return 2 }
        guard available > 2, text[2] & 0xC0 == 0x80 else { return -2 }
        if first < 0xF0 { return 3 }
        return available > 3 && text[3] & 0xC0 == 0x80 ? 4 : -3
    }

    /// What may follow: overlong forms, surrogates and what is beyond U+10FFFF are cut off here.
    @inlinable @inline(__always)
    package static func seconds(of first: UInt8) -> ClosedRange<UInt8> {
        switch first {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
    }
}
