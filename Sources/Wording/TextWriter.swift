// SPDX-License-Identifier: Apache-2.0
// Writes visible text: collapses white space, drops what cannot be seen, repairs what is not UTF-8. What needs none of
// that, words with single spaces between them, is copied sixteen bytes at a time.

struct TextWriter {
    /// The most bytes that one byte of input becomes: a byte that is not UTF-8 is U+FFFD.
    static let growth = 3
    /// Bytes that may be written past the end of the text, as whole blocks are copied.
    static let slack = 32

    private let input: UnsafeBufferPointer<UInt8>
    private let out: UnsafeMutablePointer<UInt8>
    private var count = 0
    private let keepsLines: Bool
    private let isOneLine: Bool
    private let limit: Int
    /// The white space that goes before the next character: none, a space or a line feed.
    private var pending: UInt8 = 0
    private var isASCII = true
    /// Where a character begins in `out` that may change in form C by what came after it.
    private var unsettled: Int?

    /// `out` has room for `growth` times the input and `slack`. `keepsLines` lets a line feed of the input begin a line,
    /// which `isOneLine` forbids whatever asks for it.
    init(
        from input: UnsafeBufferPointer<UInt8>, to out: UnsafeMutablePointer<UInt8>, keepsLines: Bool, isOneLine: Bool,
        limit: Int
    ) {
        self.input = input
        self.out = out
        self.keepsLines = keepsLines && !isOneLine
        self.isOneLine = isOneLine
        self.limit = min(limit, .max / 2)
    }

    /// Whether the limit is reached and more text would be cut off.
    var isFull: Bool { count > limit }

    mutating func breakLine() { pending = isOneLine ? 0x20 : 0x0A }

    mutating func breakWord() { if pending == 0 { pending = 0x20 } }

    /// Appends a part of the input as it is: no references are decoded.
    mutating func append(_ range: Range<Int>) {
        guard let text = input.baseAddress else { return }
        var position = range.lowerBound
        while position < range.upperBound, count <= limit {
            let byte = text[position]
            if byte.isPrintableASCII {
                position = copyWords(text, from: position, to: min(range.upperBound, position + limit - count + 16))
            } else if byte < 0x80 {
                if keepsLines, byte == 0x0A || byte == 0x0D { breakLine() } else { breakWord() }
                position += 1
            } else {
                position += appendOther(text + position, range.upperBound - position)
            }
        }
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            if byte.isPrintableASCII { put(byte) } else { breakWord() }
            return
        }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { room in
            guard let base = room.baseAddress else { return }
            var size = 0
            for byte in UTF8.encode(scalar).unsafelyUnwrapped {
                base[size] = byte
                size += 1
            }
            _ = appendOther(UnsafePointer(base), size)
        }
    }

    /// The text, cut to the limit between characters, in form C.
    consuming func finish() -> String {
        compose()
        if count > limit { cut() }
        // Every byte was written as ASCII or as a sequence that was looked at: no need to validate them again.
        let bytes = UnsafeBufferPointer(start: out, count: count)
        return String(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: isASCII))
    }

    private mutating func cut() {
        var end = limit
        while end > 0, out[end] & 0xC0 == 0x80 { end -= 1 }
        while end > 0, out[end - 1] == 0x20 || out[end - 1] == 0x0A { end -= 1 }
        count = end
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        settle()
        out[count] = byte
        count += 1
    }

    /// Before a character that begins anew: what is due before it is written.
    @inline(__always)
    private mutating func settle() {
        if unsettled != nil { compose() }
        writePending()
    }

    @inline(__always)
    private mutating func writePending() {
        guard pending != 0 else { return }
        if count > 0 {
            out[count] = pending
            count += 1
        }
        pending = 0
    }

    @inline(never)
    private mutating func compose() {
        guard let start = unsettled else { return }
        unsettled = nil
        count = start + NormalForm.compose(out + start, count - start)
    }

    /// Copies printable ASCII with single spaces from a place where a word begins; returns where that ends.
    private mutating func copyWords(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
        settle()
        let target = out + (count - start)
        var position = start
        // A block may reach beyond `end`, not beyond the input: its last byte is judged with the one after it.
        while position < end, input.count - position > TextBlock.size {
            let run = TextBlock.copyWords(text + position, to: target + position)
            position += run
            if run < TextBlock.size { break }
        }
        if input.count - position <= TextBlock.size { position = copyBytes(text, from: position, to: end, target) }
        position = min(position, end)
        count += position - start
        if out[count - 1] == 0x20 {
            count -= 1
            pending = 0x20
        }
        return position
    }

    private func copyBytes(
        _ text: UnsafePointer<UInt8>, from start: Int, to end: Int, _ target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var position = start
        while position < end, text[position].isPrintableASCII || text[position] == 0x20 && target[position - 1] != 0x20
        {
            target[position] = text[position]
            position += 1
        }
        return position
    }

    /// A character beyond ASCII; returns the bytes taken.
    private mutating func appendOther(_ text: UnsafePointer<UInt8>, _ length: Int) -> Int {
        let size = UTF8Sequence.length(text, length)
        guard size > 0 else {
            copy(UTF8Sequence.replacement.utf8Start, 3)
            return -size
        }
        switch (text[0], text[1], size > 2 ? text[2] : 0) {
        case (0xC2, 0x80...0xA0, _), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80): breakWord()
        case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): keepsLines ? breakLine() : breakWord()
        // Soft hyphen, byte order mark: never seen, and they would split words.
        case (0xC2, 0xAD, _), (0xEF, 0xBB, 0xBF): break
        default: copy(text, size)
        }
        return size
    }

    @inline(__always)
    private mutating func copy(_ text: UnsafePointer<UInt8>, _ size: Int) {
        isASCII = false
        if text[0] < 0xCC || NormalForm.isSafe(text, size) { settle() } else { unsettle() }
        for index in 0..<size { out[count + index] = text[index] }
        count += size
    }

    /// Before a scalar that form C may change or join to the character before it.
    private mutating func unsettle() {
        if pending != 0 { settle() }
        guard unsettled == nil else { return }
        var start = max(0, count - 1)
        while start > 0, out[start] & 0xC0 == 0x80 { start -= 1 }
        unsettled = start
    }
}
