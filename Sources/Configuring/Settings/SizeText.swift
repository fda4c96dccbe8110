// SPDX-License-Identifier: Apache-2.0

/// Sizes as users write them: a whole number and a binary unit, `16MiB`.
package enum SizeText {
    static let units: [(name: String, bytes: Int)] = [
        ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1),
    ]

    /// In bytes; `nil` for anything that is not written so, and beyond 2^62.
    package static func bytes(_ text: String) -> Int? {
        let digits = text.prefix { ("0"..."9").contains($0) }
        guard let number = Int(digits), let unit = units.first(where: { $0.name == text.dropFirst(digits.count) })
        else { return nil }
        let (product, overflows) = number.multipliedReportingOverflow(by: unit.bytes)
        return overflows || product > 1 << 62 ? nil : product
    }

    /// In the largest unit that divides it.
    package static func text(_ bytes: Int) -> String {
        guard bytes != 0, let unit = units.first(where: { bytes % $0.bytes == 0 }) else { return "0B" }
        return "\(bytes / unit.bytes)\(unit.name)"
    }

    /// What `text` may have meant: `10 GB`, `10G` and `10gib` are `10GiB`.
    static func advice(_ text: String) -> String {
        let words = text.lowercased().filter { !$0.isWhitespace }
        let number = words.prefix { ("0"..."9").contains($0) }
        let unit = words.dropFirst(number.count)
        if !number.isEmpty, unit.isEmpty { return "add the unit: \(number)KiB, \(number)MiB or \(number)GiB" }
        let meant = units.first { $0.name.lowercased().first == unit.first && unit.count <= 3 }
        if !number.isEmpty, let meant { return "write \(number)\(meant.name)" }
        return "write a whole number and KiB, MiB or GiB, such as 16MiB"
    }
}
