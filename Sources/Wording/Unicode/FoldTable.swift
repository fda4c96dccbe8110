// SPDX-License-Identifier: Apache-2.0
// The class of each scalar and its folded form in one word of 64 bits, computed once from the generated data.
//
// Folding a string is: NFKD, drop U+0300–036F, full case folding, NFKD, drop again. Each step but canonical ordering
// maps scalar by scalar, so the whole is one table of scalars to UTF-8 bytes, and one ordering of marks at the end.
// Nearly every folded form takes at most six bytes and is part of the entry: a letter costs one look-up and one store.

/// What the tokeniser must know of a scalar.
///
/// Bits 0–7: `ScalarClass`. 8–15: the length of the folded form. 16–63: the form itself, first byte lowest, or, where
/// the class says `long`, its place in `FoldTable.longForms`. A scalar without `folds` is its own folded form.
struct FoldEntry {
    let rawValue: UInt64

    @inline(__always)
    var kind: ScalarClass { ScalarClass(rawValue: UInt8(truncatingIfNeeded: rawValue)) }

    @inline(__always)
    var length: Int { Int(truncatingIfNeeded: rawValue >> 8 & 0xFF) }

    @inline(__always)
    var form: UInt64 { rawValue >> 16 }
}

/// Classes and folded forms of all scalars.
final class FoldTable: Sendable {
    /// Raw values of `FoldEntry`.
    private let entries: ScalarTable<UInt64>
    /// UTF-8 of the folded forms that take more than six bytes. Hangul is not among them (see `Hangul`).
    private let longForms: FrozenArray<UInt8>

    static let shared = FoldTable()

    /// How many times its own bytes a folded form takes at most: U+FDFA, one letter, stands for four Arabic words.
    static let expansion = 11

    private init() {
        let classes = Self.classes()
        var builder = FoldFormBuilder()
        var changing = builder.changing[...]
        entries = ScalarTable { scalar in
            var kind = ScalarClass(rawValue: classes[Int(scalar)])
            guard changing.first == scalar else { return UInt64(kind.rawValue) }
            changing.removeFirst()
            let form = builder.form(of: scalar, &kind)
            return UInt64(kind.rawValue) | form
        }
        longForms = FrozenArray(builder.longForms)
    }

    @inline(__always)
    subscript(_ scalar: UInt32) -> FoldEntry { FoldEntry(rawValue: entries[scalar]) }

    /// The folded form of an entry whose class is `long` and which is no Hangul syllable.
    func longForm(_ entry: FoldEntry) -> UnsafeBufferPointer<UInt8> {
        longForms[Int(entry.form)..<Int(entry.form) + entry.length]
    }
}

/// Packs folded forms.
private struct FoldFormBuilder {
    private let folding = ScalarFolding()
    private(set) var longForms: [UInt8] = []

    /// Every scalar whose folded form may differ from it, Hangul included; sorted.
    var changing: [UInt32] { (folding.changing + Hangul.syllables).sorted() }

    /// The bits of `FoldEntry` beside the class; adds to the class what the form says.
    mutating func form(of scalar: UInt32, _ kind: inout ScalarClass) -> UInt64 {
        if Hangul.isSyllable(scalar) {
            kind.formUnion([.folds, .long])
            return 0
        }
        let folded = folding.fold(scalar)
        guard folded != [scalar] else { return 0 }
        kind.insert(.folds)
        if folded.contains(where: folding.isOrdered) { kind.insert(.reorders) }
        var bytes: [UInt8] = []
        for part in folded { appendUTF8(part, to: &bytes) }
        precondition(bytes.count <= FoldTable.expansion * (scalar < 0x800 ? 2 : 3), "tokenisers make room for no more")
        let length = UInt64(bytes.count) << 8
        guard bytes.count > 6 else {
            return bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } << 16 | length
        }
        kind.insert(.long)
        defer { longForms += bytes }
        return UInt64(longForms.count) << 16 | length
    }
}

extension FoldTable {
    /// The class of each scalar as far as it does not depend on folding.
    private static func classes() -> [UInt8] {
        var classes = [UInt8](repeating: 0, count: ScalarTable<UInt64>.size)
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
        return classes
    }
}
