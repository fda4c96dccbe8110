// SPDX-License-Identifier: Apache-2.0
// The blocks of a visible text: its lines, as `VisibleText` begins one at each block element. The unit in which pages
// repeat themselves.

/// A line with a word or sign in it. Valid only during the call it is handed to.
package struct Block {
    /// Without the blanks at its ends.
    let bytes: UnsafeBufferPointer<UInt8>
    /// Its place in the text, in bytes of UTF-8.
    package let range: Range<Int>
    /// Of its bytes, not keyed and the same for ever: it is stored. Who makes two lines collide hides only their own.
    package let hash: UInt64

    /// Calls `body` with each block of `text`, in order.
    package static func forEach(in text: String, _ body: (Block) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            var lineFeeds = ByteFinder(UInt8(ascii: "\n"))
            var start = 0
            while start < bytes.count {
                let end = lineFeeds.next(from: start, in: bytes) ?? bytes.count
                if let block = Block(start..<end, of: bytes) { body(block) }
                start = end + 1
            }
        }
    }

    /// The hash of a text of one line; `nil` where it is blank.
    package static func hash(of line: String) -> UInt64? {
        var line = line
        return line.withUTF8 { Block(0..<$0.count, of: $0)?.hash }
    }

    private init?(_ line: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
        var range = line
        while let first = range.first, bytes[first] <= 0x20 { range = first + 1..<range.upperBound }
        while let last = range.last, bytes[last] <= 0x20 { range = range.lowerBound..<last }
        guard !range.isEmpty else { return nil }
        self.range = range
        self.bytes = UnsafeBufferPointer(rebasing: bytes[range])
        hash = Self.hash(of: self.bytes)
    }

    private static func hash(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let bytes = UnsafeRawBufferPointer(bytes)
        var hash = WordHash.mix(WordHash.seed, UInt64(bytes.count))
        var place = 0
        while bytes.count - place >= 8 {
            hash = WordHash.mix(hash, UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
            place += 8
        }
        var last: UInt64 = 0
        for byte in bytes[place...].reversed() { last = last << 8 | UInt64(byte) }
        return WordHash.mix(hash, last)
    }
}

extension Block {
    /// Whether it reads as a sentence or more rather than as a headline, a label or a link: the shallow features of
    /// Kohlschütter, Fankhauser and Nejdl, "Boilerplate Detection using Shallow Text Features" (2010), as far as plain
    /// text has them.
    package var isProse: Bool {
        bytes.count >= Self.longestHeadline || bytes.count >= Self.shortestProse && endsSentence
    }

    private static let longestHeadline = 240
    private static let shortestProse = 60

    private var endsSentence: Bool {
        let end = String(decoding: bytes.suffix(16), as: UTF8.self).unicodeScalars
        return end.reversed().first { !Self.closing.contains($0) }.map(Self.stops.contains) ?? false
    }

    /// What may follow a full stop.
    private static let closing = Set("\"'”’»)]".unicodeScalars)
    private static let stops = Set(".!?…。！？।؟".unicodeScalars)
}
