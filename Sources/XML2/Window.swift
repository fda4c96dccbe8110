// SPDX-License-Identifier: Apache-2.0

import CLibXML2
import Glibc

/// Consecutive bytes of a document that are looked at together.
struct Window {
    let start: UnsafePointer<UInt8>
    let count: Int

    /// The first place of `byte` in `position..<end`.
    func find(_ byte: UInt8, from position: Int, to end: Int) -> Int? {
        guard position < end, let found = memchr(start + position, Int32(byte), end - position) else { return nil }
        return start.distance(to: found.assumingMemoryBound(to: UInt8.self))
    }

    func find(_ character: Unicode.Scalar, from position: Int) -> Int? {
        find(UInt8(ascii: character), from: position, to: count)
    }

    /// The place after the first `mark` from `position` on. Its last byte is `>`, its first is rare in text, and looked
    /// for with memchr.
    func end(of mark: StaticString, from position: Int) -> Int? {
        let length = mark.utf8CodeUnitCount
        var place = position
        while let found = find(mark.utf8Start[0], from: place, to: count), count - found >= length {
            if memcmp(start + found, mark.utf8Start, length) == 0 { return found + length }
            place = found + 1
        }
        return nil
    }

    func begins(with mark: StaticString, at position: Int) -> Bool {
        count - position >= mark.utf8CodeUnitCount
            && memcmp(start + position, mark.utf8Start, mark.utf8CodeUnitCount) == 0
    }
}
