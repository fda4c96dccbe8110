// SPDX-License-Identifier: Apache-2.0

/// The attributes of a tag, in order: places of names and raw values, quotation marks taken off, references not decoded.
package struct HTMLAttributes: Sequence, IteratorProtocol {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position: Int
    private let end: Int

    package init(of tag: HTMLTag, in bytes: UnsafeBufferPointer<UInt8>) {
        self.init(at: tag.attributes, in: bytes)
    }

    /// `place` is everything between a tag's name and its closing `>`.
    package init(at place: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        position = place.lowerBound
        end = place.upperBound
    }

    package mutating func next() -> (name: Range<Int>, value: Range<Int>)? {
        skip { $0.isHTMLSpace || $0 == UInt8(ascii: "/") }
        guard position < end else { return nil }
        let start = position
        position += 1
        skip { !$0.isHTMLSpace && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "/") }
        let name = start..<position
        skip { $0.isHTMLSpace }
        guard position < end, bytes[position] == UInt8(ascii: "=") else { return (name, position..<position) }
        position += 1
        skip { $0.isHTMLSpace }
        return (name, value())
    }

    private mutating func value() -> Range<Int> {
        guard position < end else { return end..<end }
        let quote = bytes[position]
        guard quote == 0x22 || quote == 0x27 else {
            let start = position
            skip { !$0.isHTMLSpace }
            return start..<position
        }
        position += 1
        let start = position
        skip { $0 != quote }
        defer { position = Swift.min(end, position + 1) }
        return start..<position
    }

    private mutating func skip(while holds: (UInt8) -> Bool) {
        while position < end, holds(bytes[position]) { position += 1 }
    }
}
