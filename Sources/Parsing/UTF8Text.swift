// SPDX-License-Identifier: Apache-2.0
// UTF-8 that is not quite: what to do about bytes that do not belong.

import Glibc
import Wording

enum UTF8Text {
    /// Whether the bytes are UTF-8 throughout and hold at least one sequence beyond ASCII, which no other encoding in use
    /// brings about by accident. A text that `isCut` may end within a sequence.
    static func hasSequences(_ bytes: UnsafeBufferPointer<UInt8>, isCut: Bool = false) -> Bool {
        var position = 0
        var sequences = 0
        while position < bytes.count {
            position += ascii(bytes, from: position)
            guard position < bytes.count else { break }
            let length = sequence(bytes, at: position)
            if length == 0 { return isCut && bytes.count - position < 4 && sequences > 0 }
            sequences += 1
            position += length
        }
        return sequences > 0
    }

    /// The bytes where they are not UTF-8 made so: each byte that fits nowhere is read as windows-1252, which is what such
    /// documents nearly always hold. `nil` where nothing is wrong.
    static func repaired(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var out: [UInt8] = []
        var position = 0
        var kept = 0
        while position < bytes.count {
            position += ascii(bytes, from: position)
            guard position < bytes.count else { break }
            let length = sequence(bytes, at: position)
            if length == 0 {
                out.append(contentsOf: bytes[kept..<position])
                out.append(contentsOf: String(scalar(bytes[position])).utf8)
                kept = position + 1
            }
            position += max(1, length)
        }
        guard kept > 0 else { return nil }
        out.append(contentsOf: bytes[kept...])
        return out
    }

    private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        let value = (0x80...0x9F).contains(byte) ? HTMLEntities.windows1252[Int(byte) - 0x80] : UInt32(byte)
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    /// How many bytes from here are ASCII, eight at a time.
    private static func ascii(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        var position = start
        while bytes.count - position >= 8,
            UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            position += 8
        }
        while position < bytes.count, bytes[position] < 0x80 { position += 1 }
        return position - start
    }

    /// The length of the well-formed sequence at `place` (Unicode, table 3-7); 0 where there is none.
    private static func sequence(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        let first = bytes[place]
        let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
        guard length > 0, place + length <= bytes.count else { return 0 }
        for index in 1..<length where bytes[place + index] & 0xC0 != 0x80 { return 0 }
        let second = bytes[place + 1]
        switch first {
        case 0xE0: return second >= 0xA0 ? 3 : 0
        case 0xED: return second < 0xA0 ? 3 : 0
        case 0xF0: return second >= 0x90 ? 4 : 0
        case 0xF4: return second < 0x90 ? 4 : 0
        default: return length
        }
    }
}
