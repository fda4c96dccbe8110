// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Finds the next of one byte, remembering the last answer: questions from growing positions cost one pass in all, also
/// when the byte is far away or absent and hostile markup asks at every step.
package struct ByteFinder {
    private let byte: UInt8
    private var from = Int.max
    /// The answer to every question from `from` up to here; `Int.max` where the byte does not come again.
    private var hit = Int.max

    package init(_ byte: UInt8) {
        self.byte = byte
    }

    /// The first place at or after `start`; `nil` where there is none.
    @inline(__always)
    package mutating func next(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if start < from || start > hit { search(from: start, in: bytes) }
        return hit == .max ? nil : hit
    }

    private mutating func search(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        from = start
        hit = bytes.firstPlace(of: byte, from: start) ?? .max
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The first place of `byte` at or after `start`; `nil` where there is none.
    @inline(__always)
    package func firstPlace(of byte: UInt8, from start: Int) -> Int? {
        guard let base = baseAddress, start < count,
            let found = memchr(base + start, Int32(byte), count - start)
        else { return nil }
        return base.distance(to: found.assumingMemoryBound(to: UInt8.self))
    }
}
