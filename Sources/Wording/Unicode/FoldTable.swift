// SPDX-License-Identifier: Apache-2.0
// The folded form of each scalar and its class, computed once from the generated data.
//
// Folding a string is: NFKD, drop U+0300–036F, full case folding, NFKD, drop again. Each step but canonical ordering maps
// scalar by scalar, so the whole is one table of scalars to UTF-8 bytes, and one ordering of marks at the end.

/// Classes and folded forms of all scalars.
struct FoldTable: Sendable {
    /// Raw values of `ScalarClass`.
    let classes: ScalarTable<UInt8>
    /// Indices into `entries`; 0 where a scalar is its own folded form. Hangul is not in it (see `Hangul`).
    let places: ScalarTable<UInt16>
    /// offset << 8 | length of folded forms in `bytes`.
    let entries: [UInt32]
    /// UTF-8.
    let bytes: [UInt8]

    static let shared = FoldTable()

    private init() {
        var classes = Self.categories()
        var places = [UInt16](repeating: 0, count: ScalarTable<UInt16>.size)
        var entries: [UInt32] = [0]
        var bytes: [UInt8] = []
        let folding = ScalarFolding()
        for scalar in folding.changing {
            let folded = folding.fold(scalar)
            guard folded != [scalar] else { continue }
            let start = bytes.count
            for part in folded { appendUTF8(part, to: &bytes) }
            places[Int(scalar)] = UInt16(entries.count)
            entries.append(UInt32(start << 8 | (bytes.count - start)))
            classes[Int(scalar)] |= ScalarClass.folds.rawValue
            if folded.contains(where: folding.isOrdered) { classes[Int(scalar)] |= ScalarClass.reorders.rawValue }
        }
        self.classes = ScalarTable(classes)
        self.places = ScalarTable(places)
        self.entries = entries
        self.bytes = bytes
    }

    func withPointers<Result>(_ body: (FoldPointers) -> Result) -> Result {
        classes.withPointers { classes in
            places.withPointers { places in
                entries.withUnsafeBufferPointer { entries in
                    bytes.withUnsafeBufferPointer { bytes in
                        body(FoldPointers(classes: classes, places: places, entries: entries, bytes: bytes))
                    }
                }
            }
        }
    }
}

/// The tables borrowed for the time of a scan.
struct FoldPointers {
    let classes: ScalarPointers<UInt8>
    let places: ScalarPointers<UInt16>
    let entries: UnsafeBufferPointer<UInt32>
    let bytes: UnsafeBufferPointer<UInt8>

    @inline(__always)
    func `class`(of scalar: UInt32) -> ScalarClass { ScalarClass(rawValue: classes[scalar]) }

    /// The UTF-8 of the folded form of a scalar whose class is `folds` and which is no Hangul syllable.
    @inline(__always)
    func folded(_ scalar: UInt32) -> UnsafeBufferPointer<UInt8> {
        let entry = entries[Int(places[scalar])]
        let start = Int(entry >> 8)
        return UnsafeBufferPointer(rebasing: bytes[start..<start + Int(entry & 0xFF)])
    }
}

extension FoldTable {
    /// The class of each scalar as far as it does not depend on folding.
    private static func categories() -> [UInt8] {
        var classes = [UInt8](repeating: 0, count: ScalarTable<UInt8>.size)
        TableReader.forEachRun(in: UnicodeTables.categories) { run, category in
            let kind = ScalarClass(category: category).rawValue
            for scalar in run { classes[scalar] = kind }
            guard category & 3 == 1 else { return }
            for range in ScalarClass.aloneRanges {
                for scalar in run.clamped(to: range) { classes[scalar] |= ScalarClass.alone.rawValue }
            }
        }
        TableReader.forEachRun(in: UnicodeTables.combiningClasses) { run, _ in
            for scalar in run where !ScalarFolding.isDropped(UInt32(scalar)) {
                classes[scalar] |= ScalarClass.reorders.rawValue
            }
        }
        for scalar in ScalarClass.invisibles { classes[scalar] |= ScalarClass.invisible.rawValue }
        for scalar in Hangul.syllables { classes[Int(scalar)] |= ScalarClass.folds.rawValue }
        return classes
    }
}
