// SPDX-License-Identifier: Apache-2.0
// A table that is built once and then read for every word of every text. An Array would count references at each
// borrowing, of which a match of one entry has a dozen; this one lives exactly as long as what holds it. Its look-ups
// are inlined into the rooms that scan.

/// Elements that never change, in memory of their own. Their type must not be private: Swift 6.3 then breaks the module of
/// an unoptimised build.
package struct FrozenArray<Element: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
    // Unchecked: the memory is written in `init`, before anybody else knows of it, and freed when its only owner goes.
    package let start: UnsafePointer<Element>
    package let count: Int

    package init(_ elements: [Element]) {
        count = elements.count
        let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(elements.count, 1))
        _ = memory.initialize(from: elements)
        guard let first = memory.baseAddress else { preconditionFailure("memory for an element at least") }
        start = UnsafePointer(first)
    }

    deinit {
        start.deallocate()
    }

    /// Not checked: who built the table knows that `index` is in it.
    @inlinable @inline(__always)
    package subscript(_ index: Int) -> Element {
        start[index]
    }

    /// Not checked, as above.
    @inlinable @inline(__always)
    package subscript(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(start: start + range.lowerBound, count: range.count)
    }
}
