// SPDX-License-Identifier: Apache-2.0
// UTF-8 that is not quite: what to do about bytes that do not belong.

import Glibc
import Wording

enum UTF8Text {
    /// What the bytes beyond ASCII are.
    struct Count {
        /// Well-formed sequences of several bytes (those of surrogates with them), which no other encoding in use brings
        /// about by accident, and those of three or four bytes among them.
        var sequences = 0
        var longSequences = 0
        /// Bytes that belong to none.
        var faults = 0
    }

    /// Counts until it is plain what the text is. A text that `isCut` may end within a sequence.
    static func count(_ bytes: UnsafeBufferPointer<UInt8>, isCut: Bool) -> Count {
        var count = Count()
        var position = 0
        while count.faults > 0 || count.sequences < enough {
            position += ascii(bytes, from: position)
            guard position < bytes.count else { break }
            let length = surrogate(bytes, at: position) == nil ? sequence(bytes, at: position) : 3
            if length > 0 {
                count.sequences += 1
                if length > 2 { count.longSequences += 1 }
            } else if !isCut || bytes.count - position >= 4 {
                count.faults += 1
            }
            position += max(1, length)
        }
        return count
    }

    private static let enough = 256

    /// The bytes where they are not UTF-8 made so: each byte that fits nowhere is read as windows-1252, which is what such
    /// documents nearly always hold; surrogates that were encoded one by one (CESU-8) become their character. `nil` where
    /// nothing is wrong.
    static func repaired(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var out: [UInt8] = []
        var position = 0
        var kept = 0
        while position < bytes.count {
            position += ascii(bytes, from: position)
            guard position < bytes.count else { break }
            var length = sequence(bytes, at: position)
            if length == 0 {
                let (scalar, taken) = repair(bytes, at: position)
                out.append(contentsOf: bytes[kept..<position])
                out.append(contentsOf: String(scalar).utf8)
                length = taken
                kept = position + taken
            }
            position += length
        }
        guard kept > 0 else { return nil }
        out.append(contentsOf: bytes[kept...])
        return out
    }

    /// What the byte at `place`, which begins no sequence, stands for, and how many bytes that takes.
    private static func repair(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> (Unicode.Scalar, length: Int) {
        if let high = surrogate(bytes, at: place) {
            if high < 0xDC00, let low = surrogate(bytes, at: place + 3), low >= 0xDC00,
                let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            {
                return (scalar, 6)
            }
            return ("\u{FFFD}", 3)
        }
        let byte = bytes[place]
        let value = (0x80...0x9F).contains(byte) ? HTMLEntities.windows1252[Int(byte) - 0x80] : UInt32(byte)
        return (Unicode.Scalar(value) ?? "\u{FFFD}", 1)
    }

    private static func surrogate(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt32? {
        guard place + 2 < bytes.count, bytes[place] == 0xED, bytes[place + 1] >= 0xA0, bytes[place + 1] < 0xC0,
            bytes[place + 2] & 0xC0 == 0x80
        else { return nil }
        return 0xD000 | UInt32(bytes[place + 1] & 0x3F) << 6 | UInt32(bytes[place + 2] & 0x3F)
    }

    /// How many bytes from here are ASCII, 64 at a time.
    private static func ascii(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        var position = start
        while bytes.count - position >= 64 {
            let raw = UnsafeRawPointer(base + position)
            let block =
                raw.loadUnaligned(as: SIMD2<UInt64>.self)
                | raw.loadUnaligned(fromByteOffset: 16, as: SIMD2<UInt64>.self)
                | raw.loadUnaligned(fromByteOffset: 32, as: SIMD2<UInt64>.self)
                | raw.loadUnaligned(fromByteOffset: 48, as: SIMD2<UInt64>.self)
            guard (block[0] | block[1]) & 0x8080_8080_8080_8080 == 0 else { break }
            position += 64
        }
        while position < bytes.count, bytes[position] < 0x80 { position += 1 }
        return position - start
    }

    /// The length of the well-formed sequence at `place`; 0 where there is none.
    private static func sequence(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        return max(0, UTF8Sequence.length(base + place, bytes.count - place))
    }
}
