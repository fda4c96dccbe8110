// SPDX-License-Identifier: Apache-2.0
// Writes visible text: collapses white space, drops what cannot be seen, eight bytes at a time where it is ASCII.

struct TextWriter {
    /// Bytes that may be written past the end of the text: whole words of eight are copied.
    static let slack = 32

    private let out: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private let isOneLine: Bool
    private let limit: Int
    /// The white space that goes before the next character: none, a space or a line feed.
    private var pending: UInt8 = 0
    private var needsNormalising = false

    init(_ out: UnsafeMutablePointer<UInt8>, isOneLine: Bool, limit: Int) {
        self.out = out
        self.isOneLine = isOneLine
        self.limit = limit
    }

    /// Whether the limit is reached and more text would be cut off.
    var isFull: Bool { count > limit }

    mutating func breakLine() { pending = isOneLine ? max(pending, 0x20) : 0x0A }

    mutating func breakWord() { if pending == 0 { pending = 0x20 } }

    /// Appends text without references. `keepsLines` lets a line feed of the text begin a line.
    mutating func append(plain bytes: UnsafeBufferPointer<UInt8>, keepsLines: Bool) {
        guard let text = bytes.baseAddress else { return }
        var position = 0
        while position < bytes.count {
            position += copyPrintable(text + position, bytes.count - position)
            guard position < bytes.count else { return }
            position += appendOther(text + position, bytes.count - position, keepsLines: keepsLines)
        }
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { room in
            var length = 0
            for byte in String(scalar).utf8 {
                room[length] = byte
                length += 1
            }
            append(plain: UnsafeBufferPointer(rebasing: room[..<length]), keepsLines: false)
        }
    }

    mutating func finish() -> String {
        if count > limit { cut() }
        let text = String(decoding: UnsafeBufferPointer(start: out, count: count), as: UTF8.self)
        guard needsNormalising else { return text }
        return NormalForm.composed(text)
    }

    private mutating func cut() {
        var end = limit
        while end > 0, out[end] & 0xC0 == 0x80 { end -= 1 }
        while end > 0, out[end - 1] == 0x20 || out[end - 1] == 0x0A { end -= 1 }
        count = end
    }

    /// Copies printable ASCII up to the first other byte and returns how much that was.
    @inline(__always)
    private mutating func copyPrintable(_ text: UnsafePointer<UInt8>, _ length: Int) -> Int {
        var position = 0
        while position < length {
            let run =
                length - position >= 8 ? Self.printable(in: load(text + position)) : slowRun(text, position, length)
            guard run > 0 else { break }
            if pending != 0 { writePending() }
            if length - position >= 8 {
                UnsafeMutableRawPointer(out + count).storeBytes(of: load(text + position), as: UInt64.self)
            } else {
                (out + count).update(from: text + position, count: run)
            }
            count += run
            position += run
            if run < 8 { break }
        }
        return position
    }

    @inline(__always)
    private func load(_ text: UnsafePointer<UInt8>) -> UInt64 {
        UnsafeRawPointer(text).loadUnaligned(as: UInt64.self)
    }

    private func slowRun(_ text: UnsafePointer<UInt8>, _ start: Int, _ length: Int) -> Int {
        var position = start
        while position < length, text[position] > 0x20, text[position] < 0x7F { position += 1 }
        return position - start
    }

    /// How many of the eight bytes, from the first, are in 21…7E.
    @inline(__always)
    private static func printable(in word: UInt64) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high = ones << 7
        // A byte b < 0x80: b + 0x5F has its high bit when b > 0x20, b + 1 when b is 0x7F. No carries for b < 0x80.
        let low = word & ~high
        let above = (low &+ ones &* 0x5F) & ~(low &+ ones)
        let bad = (~above | word) & high
        return bad == 0 ? 8 : bad.trailingZeroBitCount >> 3
    }

    private mutating func writePending() {
        if count > 0 {
            out[count] = pending
            count += 1
        }
        pending = 0
    }

    /// White space, control characters and everything beyond ASCII; returns the bytes taken.
    private mutating func appendOther(_ text: UnsafePointer<UInt8>, _ length: Int, keepsLines: Bool) -> Int {
        let byte = text[0]
        if byte < 0x80 {
            if keepsLines, byte == 0x0A || byte == 0x0D { breakLine() } else { breakWord() }
            return 1
        }
        let size = min(length, byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4)
        switch (byte, size > 1 ? text[1] : 0, size > 2 ? text[2] : 0) {
        case (0xC2, 0x80...0xA0, _), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80): breakWord()
        case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): keepsLines ? breakLine() : breakWord()
        // Soft hyphen, byte order mark: never seen, and they would split words.
        case (0xC2, 0xAD, _), (0xEF, 0xBB, 0xBF): break
        default: copy(text, size)
        }
        return size
    }

    private mutating func copy(_ text: UnsafePointer<UInt8>, _ size: Int) {
        if pending != 0 { writePending() }
        for index in 0..<size { out[count + index] = text[index] }
        if text[0] >= 0xCC, !needsNormalising { needsNormalising = !NormalForm.isSafe(text, size) }
        count += size
    }
}
