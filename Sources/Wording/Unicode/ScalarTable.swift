// SPDX-License-Identifier: Apache-2.0
// A value for each Unicode scalar in two stages: pages of 64 scalars, equal pages stored once (The Unicode Standard,
// chapter 5.1, "Optimized"). 64 is what the last byte of UTF-8 tells apart: letters of one alphabet share few pages.

/// Immutable once built. A look-up is two loads, not checked: scalars come from UTF-8 that a String has validated, so
/// they are below U+110000, for which the table has pages.
struct ScalarTable<Value: Hashable & FixedWidthInteger & BitwiseCopyable & Sendable>: ~Copyable, Sendable {
    /// For each page, where its values begin in `values`.
    private let pages: FrozenArray<UInt32>
    private let values: FrozenArray<Value>

    /// Asks for the value of each scalar from 0 to U+10FFFF, once, in rising order.
    init(_ value: (UInt32) -> Value) {
        /// Where pages of the same digest begin in `values`; pages are compared before one is used twice.
        var known: [UInt64: [UInt32]] = [:]
        var pages: [UInt32] = []
        var values: [Value] = []
        pages.reserveCapacity(Self.size / 64)
        for start in stride(from: UInt32(0), to: UInt32(Self.size), by: 64) {
            let page = (start..<start + 64).map(value)
            let digest = page.reduce(WordHash.seed) { WordHash.mix($0, UInt64(truncatingIfNeeded: $1)) }
            let same = known[digest, default: []].first { values[Int($0)..<Int($0) + 64].elementsEqual(page) }
            pages.append(same ?? UInt32(values.count))
            if same != nil { continue }
            known[digest, default: []].append(UInt32(values.count))
            values.append(contentsOf: page)
        }
        self.pages = FrozenArray(pages)
        self.values = FrozenArray(values)
    }

    /// How many scalar values there are.
    static var size: Int { 0x110000 }

    @inline(__always)
    subscript(_ scalar: UInt32) -> Value {
        values[Int(pages[Int(scalar >> 6)]) &+ Int(scalar & 0x3F)]
    }
}
