// SPDX-License-Identifier: Apache-2.0

/// What is known of some names of elements or attributes: a small hash table by the names' codes, built once. A name that
/// is not in it may share the code of one that is, if it is longer than eight bytes and made for that: take what is
/// written for a name from here, never from the text that was looked up.
package struct HTMLNames<Value: Sendable>: Sendable {
    private var slots: [(code: UInt64, value: Value)?]
    private let mask: Int

    /// `capacity` is a power of two, twice the number of names or more.
    package init(capacity: Int) {
        slots = Array(repeating: nil, count: capacity)
        mask = capacity - 1
    }

    package mutating func insert(_ name: StaticString, _ value: Value) {
        let code = HTMLElement(name).code
        var slot = hash(code)
        while let taken = slots[slot], taken.code != code { slot = (slot + 1) & mask }
        slots[slot] = (code, value)
    }

    package subscript(name: HTMLElement) -> Value? {
        var slot = hash(name.code)
        while let taken = slots[slot] {
            if taken.code == name.code { return taken.value }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func hash(_ code: UInt64) -> Int {
        Int(truncatingIfNeeded: (code &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    }
}
