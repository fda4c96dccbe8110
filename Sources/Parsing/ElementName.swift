// SPDX-License-Identifier: Apache-2.0
// The name of an element packed into two words: known names are short, and comparing and hashing them costs nothing.

/// The at most 16 bytes of a local name, ASCII letters in lower case.
struct ElementName: Hashable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0

    /// `nil` for a longer name, which means nothing in any vocabulary of feeds. `name` ends with a NUL.
    init?(_ name: UnsafePointer<UInt8>) {
        var place = 0
        while name[place] != 0 {
            guard place < 16 else { return nil }
            let byte = UInt64(name[place].lowered) << UInt64(place % 8 * 8)
            if place < 8 { first |= byte } else { second |= byte }
            place += 1
        }
    }

    /// What each of these names means.
    static func table<Meaning>(_ names: [String: Meaning]) -> [ElementName: Meaning] {
        names.reduce(into: [:]) { table, name in
            let packed = name.key.utf8CString.withUnsafeBytes { bytes in
                bytes.assumingMemoryBound(to: UInt8.self).baseAddress.flatMap(ElementName.init)
            }
            if let packed { table[packed] = name.value }
        }
    }
}
