// SPDX-License-Identifier: Apache-2.0
// A value for each Unicode scalar in two stages: pages of 256 scalars, equal pages stored once.

/// Immutable once built. A look-up is two loads; a table of classes takes about 60 KB instead of 1.1 MB.
struct ScalarTable<Value: Hashable & FixedWidthInteger & Sendable>: Sendable {
    /// For each page of 256 scalars, where its values begin in `values`.
    let pages: [UInt32]
    let values: [Value]

    /// Takes one value for each scalar value from 0 to U+10FFFF.
    init(_ all: [Value]) {
        /// Where pages of the same digest begin in `values`; pages are compared before one is used twice.
        var known: [UInt64: [UInt32]] = [:]
        var pages: [UInt32] = []
        var values: [Value] = []
        for start in stride(from: 0, to: all.count, by: 256) {
            let page = all[start..<start + 256]
            let digest = page.reduce(WordHash.seed) { WordHash.mix($0, UInt64(truncatingIfNeeded: $1)) }
            let same = known[digest, default: []].first { values[Int($0)..<Int($0) + 256].elementsEqual(page) }
            pages.append(same ?? UInt32(values.count))
            if same != nil { continue }
            known[digest, default: []].append(UInt32(values.count))
            values.append(contentsOf: page)
        }
        self.pages = pages
        self.values = values
    }

    /// How many scalar values there are.
    static var size: Int { 0x110000 }

    subscript(_ scalar: UInt32) -> Value {
        values[Int(pages[Int(scalar >> 8)]) + Int(scalar & 0xFF)]
    }

    func withPointers<Result>(_ body: (ScalarPointers<Value>) -> Result) -> Result {
        pages.withUnsafeBufferPointer { pages in
            values.withUnsafeBufferPointer { values in
                guard let pages = pages.baseAddress, let values = values.baseAddress else {
                    preconditionFailure("a table of scalars has pages")
                }
                return body(ScalarPointers(pages: pages, values: values))
            }
        }
    }
}

/// A table borrowed for the time of a scan.
struct ScalarPointers<Value: FixedWidthInteger> {
    let pages: UnsafePointer<UInt32>
    let values: UnsafePointer<Value>

    subscript(_ scalar: UInt32) -> Value {
        values[Int(pages[Int(scalar >> 8)]) &+ Int(scalar & 0xFF)]
    }
}
