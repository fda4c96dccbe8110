// SPDX-License-Identifier: Apache-2.0
// Texts laid one behind the other as bytes, so that a scan may read eight bytes at a time past the end of each.

/// UTF-8 of one or more texts, each followed by zero bytes. In form C, as offsets of evidence count scalars of that
/// form.
package struct TextBuffer: Sendable {
    package private(set) var bytes: [UInt8] = []

    /// Zero bytes after each text: no text runs into the next and no load leaves the buffer.
    static let padding = 16

    package init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Appends a text; the result is its place in `bytes`. The buffer holds less than 4 GiB.
    package mutating func append(_ text: String) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        let end = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: Self.padding))
        return start..<end
    }

    /// Forgets the texts and keeps the memory, unless that is more than `limit` bytes.
    package mutating func removeAll(keepingUpTo limit: Int) {
        bytes.removeAll(keepingCapacity: bytes.capacity <= limit)
    }

    /// The place of the scalar `count` scalars into a text, or the text's end.
    package func offset(ofScalar count: Int, in range: Range<Int>) -> Int {
        bytes.withUnsafeBytes { bytes in
            var left = count
            var place = range.lowerBound
            while left >= 8, place + 8 <= range.upperBound {
                left -= Self.scalars(in: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                place += 8
            }
            for place in place..<range.upperBound where bytes[place] & 0xC0 != 0x80 {
                if left == 0 { return place }
                left -= 1
            }
            return range.upperBound
        }
    }

    /// How many of eight bytes begin a scalar: all but `10xxxxxx`.
    private static func scalars(in bytes: UInt64) -> Int {
        8 - (bytes & ~(bytes << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
    }
}
