// SPDX-License-Identifier: Apache-2.0

import Glibc
import Wording

/// Growing bytes behind one pointer. The owner calls `deallocate`.
struct ByteBuffer {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 4_096) {
        base = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    @inline(__always)
    mutating func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
        if length > capacity - count { grow(by: length) }
        // The five predefined entities come as calls of one byte.
        if length == 1 { base[count] = bytes[0] } else { (base + count).update(from: bytes, count: length) }
        count += length
    }

    mutating func append(_ text: StaticString) {
        append(text.utf8Start, text.utf8CodeUnitCount)
    }

    mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        base[count] = byte
        count += 1
    }

    /// Appends what `fill` writes, of which it returns the length.
    mutating func append(atMost length: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        if length > capacity - count { grow(by: length) }
        count += fill(UnsafeMutableBufferPointer(start: base + count, count: length))
    }

    mutating func removeAll() {
        count = 0
    }

    /// Gives the bytes away, to an owner who deallocates them; nothing is left here.
    mutating func take() -> ByteBuffer {
        var taken = ByteBuffer(capacity: 0)
        swap(&taken, &self)
        return taken
    }

    /// Takes off what was appended after there were `count` bytes.
    mutating func truncate(to count: Int) {
        self.count = min(count, self.count)
    }

    mutating func removeLast(_ length: Int) {
        count = max(0, count - length)
    }

    func deallocate() {
        base.deallocate()
    }

    @inline(never)
    private mutating func grow(by length: Int) {
        capacity = max(capacity * 2, count + length)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The first place of `mark`, which begins with `<`, in `range`.
    func first(_ mark: StaticString, in range: Range<Int>) -> Int? {
        var place = range.lowerBound
        while let found = firstPlace(of: mark.utf8Start[0], from: place),
            found + mark.utf8CodeUnitCount <= range.upperBound
        {
            if begins(with: mark, at: found) { return found }
            place = found + 1
        }
        return nil
    }

    /// Whether exactly the bytes of `mark` stand at `place`.
    func begins(with mark: StaticString, at place: Int) -> Bool {
        guard let base = baseAddress, count - place >= mark.utf8CodeUnitCount else { return false }
        return memcmp(mark.utf8Start, base + place, mark.utf8CodeUnitCount) == 0
    }

    /// Without the white space and control characters at both ends.
    var trimmed: UnsafeBufferPointer<UInt8> {
        var start = 0
        var end = count
        while start < end, self[start] <= 0x20 { start += 1 }
        while end > start, self[end - 1] <= 0x20 { end -= 1 }
        return UnsafeBufferPointer(rebasing: self[start..<end])
    }

    var string: String { String(decoding: self, as: UTF8.self) }

    /// The text with ASCII letters in lower case.
    var loweredString: String {
        String(unsafeUninitializedCapacity: count) { room in
            for index in 0..<count { room[index] = self[index].lowered }
            return count
        }
    }

    /// Whether it begins with `text`, ASCII letters in either case.
    func begins(with text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && UnsafeBufferPointer(rebasing: self[..<text.utf8CodeUnitCount]).equals(text)
    }

    /// Whether `text` stands in it, ASCII letters in either case.
    func holds(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return false }
        return (0...count - length).contains { UnsafeBufferPointer(rebasing: self[$0..<($0 + length)]).equals(text) }
    }

    /// Whether these are the bytes of `text`, ASCII letters in either case.
    func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in 0..<count where self[index].lowered != text.utf8Start[index].lowered { return false }
        return true
    }
}

extension UInt8 {
    var lowered: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
    var isDigit: Bool { self &- 0x30 < 10 }
}

/// `withUnsafeBufferPointer` that keeps the type of what is thrown.
func withBytes<Value, Problem: Error>(
    _ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws(Problem) -> Value
) throws(Problem) -> Value {
    try bytes.withUnsafeBufferPointer { bytes in
        Result { () throws(Problem) in try body(bytes) }
    }.get()
}
