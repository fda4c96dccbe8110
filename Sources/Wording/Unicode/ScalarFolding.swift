// SPDX-License-Identifier: Apache-2.0
// Folding of one scalar, step by step as TOPICS specifies it: the slow form from which the table is made.

struct ScalarFolding {
    private let tables = Decompositions.shared
    private let caseFolding: [UInt32: [UInt32]]

    init() {
        var reader = TableReader(UnicodeTables.caseFolding)
        var mappings: [UInt32: [UInt32]] = [:]
        var scalar: UInt32 = 0
        while let gap = reader.number(), let count = reader.number() {
            scalar += gap
            mappings[scalar] = reader.numbers(Int(count))
        }
        caseFolding = mappings
    }

    /// Every scalar whose folded form may differ from it, but for Hangul syllables; sorted.
    var changing: [UInt32] {
        tables.decomposable.union(caseFolding.keys).union(Self.dropped).sorted()
    }

    /// NFKD, accents dropped, case-folded, NFKD, accents dropped; marks not yet in canonical order.
    func fold(_ scalar: UInt32) -> [UInt32] {
        let cased = decompose([scalar]).flatMap { caseFolding[$0] ?? [$0] }
        return decompose(cased)
    }

    /// Whether canonical ordering may move a scalar.
    func isOrdered(_ scalar: UInt32) -> Bool {
        tables.combiningClasses[scalar] != 0
    }

    /// The accents of Latin, Greek and Cyrillic, which folding drops.
    static let dropped: ClosedRange<UInt32> = 0x0300...0x036F

    static func isDropped(_ scalar: UInt32) -> Bool { dropped.contains(scalar) }

    private func decompose(_ scalars: [UInt32]) -> [UInt32] {
        var parts: [UInt32] = []
        for scalar in scalars { tables.append(scalar, isCompatible: true, to: &parts) }
        return parts.filter { !Self.isDropped($0) }
    }
}
