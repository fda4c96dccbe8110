// SPDX-License-Identifier: Apache-2.0

import Wording

/// Names of elements or attributes and what is known of each, found by the code of a name in whatever case.
///
/// Two names may share a code where they are long. That does no harm: what is written is the spelling that stands here,
/// never the one that was read.
struct NameTable<Value: Sendable>: Sendable {
    struct Entry: Sendable {
        let name: StaticString
        let value: Value
    }

    /// In the order of the alphabet, that of bytes.
    let entries: [Entry]
    /// Codes and indices of entries; -1 for a free slot. At most half are taken.
    private var slots: [(code: UInt64, index: Int)]
    private let shift: UInt64

    init(_ groups: (Value, [StaticString])...) {
        entries = groups.flatMap { value, names in names.map { Entry(name: $0, value: value) } }
            .sorted { $0.name.description < $1.name.description }
        let bits = Int.bitWidth - (2 * entries.count).leadingZeroBitCount
        shift = UInt64(64 - bits)
        slots = Array(repeating: (0, -1), count: 1 << bits)
        for (index, entry) in entries.enumerated() { insert(HTMLElement(entry.name).code, index) }
    }

    /// The place among `entries`; `nil` for a name that is not here.
    func index(of code: UInt64) -> Int? {
        var slot = self.slot(code)
        while slots[slot].index >= 0 {
            if slots[slot].code == code { return slots[slot].index }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    subscript(code: UInt64) -> Entry? {
        index(of: code).map { entries[$0] }
    }

    private mutating func insert(_ code: UInt64, _ index: Int) {
        var slot = self.slot(code)
        while slots[slot].index >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = (code, index)
    }

    private func slot(_ code: UInt64) -> Int {
        Int(truncatingIfNeeded: (code &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }
}
