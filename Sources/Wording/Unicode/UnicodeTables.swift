// SPDX-License-Identifier: Apache-2.0
// The Unicode data as generated: text of hexadecimal numbers, read into tables once.

/// The generated data (Unicode 14); its parts are in `Generated/`, written by `.ci/generate_tables.py`.
enum UnicodeTables {}

/// Reads the numbers of one generated table in order.
struct TableReader {
    private var next: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>

    init(_ text: StaticString) {
        next = text.utf8Start
        end = next + text.utf8CodeUnitCount
    }

    /// The next number; `nil` at the end of the table.
    mutating func number() -> UInt32? {
        while next < end, next.pointee <= 0x20 { next += 1 }
        guard next < end else { return nil }
        var value: UInt32 = 0
        while next < end, next.pointee > 0x20 {
            let digit = UInt32(next.pointee)
            value = value << 4 | (digit < 0x3A ? digit - 0x30 : digit - 0x57)
            next += 1
        }
        return value
    }

    /// The next `count` numbers as they are.
    mutating func numbers(_ count: Int) -> [UInt32] {
        (0..<count).map { _ in number() ?? 0 }
    }

    /// Calls `body` with every run of a table of (gap, length, value).
    static func forEachRun(in text: StaticString, _ body: (Range<Int>, UInt8) -> Void) {
        var reader = TableReader(text)
        var start = 0
        while let gap = reader.number(), let length = reader.number(), let value = reader.number() {
            start += Int(gap)
            body(start..<start + Int(length), UInt8(truncatingIfNeeded: value))
            start += Int(length)
        }
    }
}
