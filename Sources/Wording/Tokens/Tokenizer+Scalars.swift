// SPDX-License-Identifier: Apache-2.0
// The careful path of the tokeniser, scalar by scalar: other scripts, accents, invisible characters, acronyms.

extension Tokenizer {
    /// Takes the token that begins at `start`, if one does; the result is where to go on.
    @inline(never)
    mutating func scanScalars(_ text: UnsafePointer<UInt8>, _ tables: FoldPointers, at start: Int) -> Int {
        let first = DecodedScalar(text, at: start)
        let kind = tables.class(of: first.value)
        guard kind.contains(.word) else { return start + first.width }
        let place = folded.count
        let end: Int
        let flags: Token.Flags
        if let acronym = acronymEnd(text, tables, at: start) {
            (end, flags) = foldAcronym(text, start..<acronym)
        } else if kind.contains(.alone) {
            (end, flags) = foldRun(text, tables, at: start, flags: .alone) { $0.contains(.mark) }
        } else {
            (end, flags) = foldRun(text, tables, at: start, flags: []) {
                $0.contains(.word) && !$0.contains(.alone) || $0.contains(.invisible)
            }
        }
        let hash = folded.withUnsafeBufferPointer { WordHash.of(UnsafeBufferPointer(rebasing: $0[place...])) }
        emit(hash, start, end, folded: place, count: folded.count - place, flags)
        return afterPossessive(text, tables, at: end)
    }

    /// Folds the scalar at `start` and those after it that `belongs` accepts; the end is behind the last visible one.
    @inline(__always)
    private mutating func foldRun(
        _ text: UnsafePointer<UInt8>, _ tables: FoldPointers, at start: Int, flags: Token.Flags,
        while belongs: (ScalarClass) -> Bool
    ) -> (end: Int, flags: Token.Flags) {
        let place = folded.count
        var flags = flags
        var marks = MarkOrder()
        var next = start
        var end = start
        while true {
            let scalar = DecodedScalar(text, at: next)
            let kind = tables.class(of: scalar.value)
            guard next == start || belongs(kind) else { break }
            next += scalar.width
            if kind.contains(.invisible) { continue }
            end = next
            if kind.contains(.capital) { flags.insert(.capital) }
            let before = folded.count
            appendFolded(scalar, kind, text + (next - scalar.width), tables)
            marks.note(scalar.value, kind, isEmpty: folded.count == before)
        }
        if marks.areMixed { reorderFolded(from: place) }
        return (end, flags)
    }

    @inline(__always)
    private mutating func appendFolded(
        _ scalar: DecodedScalar, _ kind: ScalarClass, _ bytes: UnsafePointer<UInt8>, _ tables: FoldPointers
    ) {
        if !kind.contains(.folds) {
            for index in 0..<scalar.width { folded.append(bytes[index]) }
        } else if Hangul.isSyllable(scalar.value) {
            Hangul.decompose(scalar.value) { appendUTF8($0, to: &folded) }
        } else {
            folded.append(contentsOf: tables.folded(scalar.value))
        }
    }

    /// Where the acronym at `start` ends: `U.S`, `U.S.`, one ASCII letter between dots; `nil` where there is none.
    func acronymEnd(_ text: UnsafePointer<UInt8>, _ tables: FoldPointers, at start: Int) -> Int? {
        guard ASCII.isLetter(text[start]) else { return nil }
        var end = start + 1
        while text[end] == ASCII.dot, ASCII.isLetter(text[end + 1]) { end += 2 }
        guard end > start + 1 else { return nil }
        if text[end] == ASCII.dot { end += 1 }
        let kind = tables.class(of: DecodedScalar(text, at: end).value)
        return !kind.contains(.word) || kind.contains(.alone) ? end : nil
    }

    private mutating func foldAcronym(
        _ text: UnsafePointer<UInt8>, _ range: Range<Int>
    ) -> (end: Int, flags: Token.Flags) {
        var flags: Token.Flags = .acronym
        for place in range where text[place] != ASCII.dot {
            folded.append(text[place] | 0x20)
            if text[place] & 0x20 == 0 { flags.insert(.capital) }
        }
        return (range.upperBound, flags)
    }

    /// Behind a possessive `'s` at `end`, or `end` where there is none.
    func afterPossessive(_ text: UnsafePointer<UInt8>, _ tables: FoldPointers, at end: Int) -> Int {
        let mark = DecodedScalar(text, at: end)
        switch mark.value {
        case 0x27, 0x2018, 0x2019, 0x02BC, 0xFF07: break
        default: return end
        }
        let after = end + mark.width + 1
        guard text[after - 1] | 0x20 == 0x73 else { return end }
        return tables.class(of: DecodedScalar(text, at: after).value).contains(.word) ? end : after
    }

    private mutating func reorderFolded(from place: Int) {
        let decoded = String(decoding: folded[place...], as: UTF8.self)
        var scalars = decoded.unicodeScalars.map(\.value)
        Decompositions.shared.reorder(&scalars)
        folded.removeSubrange(place...)
        for scalar in scalars { appendUTF8(scalar, to: &folded) }
    }
}

/// Whether marks follow one another in another order than the canonical one, as far as one look at each can tell.
private struct MarkOrder {
    private(set) var areMixed = false
    private var last: UInt8 = 0

    /// `isEmpty` says that folding dropped the scalar, so that its neighbours meet.
    @inline(__always)
    mutating func note(_ scalar: UInt32, _ kind: ScalarClass, isEmpty: Bool) {
        if isEmpty { return }
        guard kind.contains(.reorders) else {
            last = 0
            return
        }
        let order = kind.contains(.folds) ? 1 : Decompositions.shared.combiningClasses[scalar]
        if kind.contains(.folds) || last > order { areMixed = true }
        last = order
    }
}
