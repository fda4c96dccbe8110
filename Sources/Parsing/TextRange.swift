// SPDX-License-Identifier: Apache-2.0
// The texts of a feed's entries stand one after the other in one buffer, as they were read; a value is a place in it.

import XML2

/// Where a value stands in the feed's text.
struct TextRange {
    private let start: UInt32
    private let length: UInt32

    /// From that length of the text on no link is resolved, since a long base could fill it many times over. What else may
    /// come is a few times a document, so that four gigabytes are out of reach.
    static let maxResolved = 1 << 30

    init(_ range: Range<Int>) {
        start = UInt32(range.lowerBound)
        length = UInt32(range.count)
    }

    var count: Int { Int(length) }
    var isEmpty: Bool { length == 0 }
    var lowerBound: Int { Int(start) }
    var upperBound: Int { Int(start) + Int(length) }
}

extension UnsafeBufferPointer<UInt8> {
    @inline(__always)
    subscript(_ range: TextRange) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: self[range.lowerBound..<range.upperBound])
    }

    func string(_ range: TextRange?) -> String? {
        range.map { self[$0].string }
    }

    /// Whether the same bytes stand in both places.
    func isSame(_ one: TextRange, _ other: TextRange) -> Bool {
        one.count == other.count && self[one].elementsEqual(self[other])
    }

    /// The same for values that may be absent.
    func isSame(_ one: TextRange?, _ other: TextRange?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return isSame(one, other)
    }
}

extension ByteBuffer {
    @inline(__always)
    subscript(_ range: TextRange) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    /// What stands in `range` without the white space at its ends.
    func trimmed(_ range: Range<Int>) -> TextRange {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, base[start] <= 0x20 { start += 1 }
        while end > start, base[end - 1] <= 0x20 { end -= 1 }
        return TextRange(start..<end)
    }

    /// Appends the text; where it stands.
    mutating func append(text: String) -> TextRange {
        var text = text
        let start = count
        text.withUTF8 { bytes in
            if let first = bytes.baseAddress, !bytes.isEmpty { append(first, bytes.count) }
        }
        return TextRange(start..<count)
    }

    /// Appends the attribute's value; where it stands, trimmed.
    mutating func append(valueOf attribute: XMLAttribute) -> TextRange {
        let start = count
        append(atMost: attribute.maxTextBytes, attribute.copyText)
        return trimmed(start..<count)
    }

    /// Turns ASCII letters into lower case where they stand.
    func lower(_ range: TextRange) {
        for place in range.lowerBound..<range.upperBound { base[place] = base[place].lowered }
    }
}
