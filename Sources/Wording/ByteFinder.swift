// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Finds the next of one byte, remembering the last answer: questions from growing positions cost one pass in all, also
/// when the byte is far away or absent and hostile markup asks at every step.
struct ByteFinder {
    private let byte: UInt8
    private var from = Int.max
    private var hit: Int?

    init(_ byte: UInt8) {
        self.byte = byte
    }

    /// The first place at or after `start`; `nil` where there is none.
    mutating func next(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if from <= start, hit.map({ start <= $0 }) ?? true { return hit }
        from = start
        hit = nil
        guard let base = bytes.baseAddress, start < bytes.count,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return nil }
        hit = base.distance(to: found.assumingMemoryBound(to: UInt8.self))
        return hit
    }
}
