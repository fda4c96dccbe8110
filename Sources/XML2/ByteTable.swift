// SPDX-License-Identifier: Apache-2.0
// Encodings of one byte a character, which are ASCII in their lower half: ISO 8859, windows-125x, KOI8…

import CLibXML2
import Glibc

/// What the 128 bytes beyond ASCII mean.
struct ByteTable {
    /// UTF-8 in the low bytes, first byte lowest; 0 for a byte that the encoding does not have.
    private let characters: [UInt32]
    private static let replacement: UInt32 = 0xBD_BFEF

    /// ISO 8859 has control characters at 0x80...0x9F, which no text means: who writes these bytes means what windows-125x
    /// has there. The marks among them, 0 for the letters, in which the code pages differ.
    private static let marks: [UInt16] = [
        0x20AC, 0, 0x201A, 0, 0x201E, 0x2026, 0x2020, 0x2021, 0, 0x2030, 0, 0x2039, 0, 0, 0, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0, 0x2122, 0, 0x203A, 0, 0, 0, 0,
    ]

    /// Asks `converter` for each byte alone. `nil` where a byte is the beginning of more, or ASCII is something else.
    init?(_ converter: iconv_t) {
        var characters: [UInt32] = []
        for byte in UInt8.min...UInt8.max {
            guard let character = Self.character(byte, converter), byte >= 0x80 || character == UInt32(byte) else {
                // Whatever state the converter is in, it begins anew.
                iconv(converter, nil, nil, nil, nil)
                return nil
            }
            if byte >= 0x80 { characters.append(Self.mark(insteadOf: character) ?? character) }
        }
        self.characters = characters
    }

    /// The UTF-8 of a byte beyond ASCII, first byte lowest; 0 for one that the encoding does not have.
    subscript(byte: UInt8) -> UInt32 { characters[Int(byte & 0x7F)] }

    /// Appends the text of `bytes`; how many of them the encoding does not have.
    func convert(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) -> Int {
        var faults = 0
        var position = 0
        while position < bytes.count {
            let run = Self.asciiRun(bytes, from: position)
            text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[position..<(position + run)]))
            position += run
            while position < bytes.count, bytes[position] >= 0x80 {
                var character = characters[Int(bytes[position] & 0x7F)]
                if character == 0 {
                    faults += 1
                    character = Self.replacement
                }
                while character != 0 {
                    text.append(UInt8(truncatingIfNeeded: character))
                    character >>= 8
                }
                position += 1
            }
        }
        return faults
    }

    private static func mark(insteadOf character: UInt32) -> UInt32? {
        guard character & 0xFF == 0xC2, case let value = character >> 8, (0x80...0x9F).contains(value) else {
            return nil
        }
        let mark = UInt32(marks[Int(value) - 0x80])
        return mark == 0 ? nil : (0xE0 | mark >> 12) | (0x80 | mark >> 6 & 0x3F) << 8 | (0x80 | mark & 0x3F) << 16
    }

    /// `nil` where the byte alone is no character; 0 where it never is part of one.
    private static func character(_ byte: UInt8, _ converter: iconv_t) -> UInt32? {
        var input = CChar(bitPattern: byte)
        var output: UInt32 = 0
        return withUnsafeMutablePointer(to: &input) { input in
            withUnsafeMutableBytes(of: &output) { output in
                var source: UnsafeMutablePointer<CChar>? = input
                var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
                var (left, free) = (1, output.count)
                guard iconv(converter, &source, &left, &target, &free) == 0 else { return errno == EILSEQ ? 0 : nil }
                // A converter that swallows a byte waits for more, or was switched by it.
                guard left == 0, free < output.count else { return nil }
                return output.loadUnaligned(as: UInt32.self).littleEndian
            }
        }
    }

    private static func asciiRun(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
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
}
