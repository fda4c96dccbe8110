// SPDX-License-Identifier: Apache-2.0
// The careful path of the tokeniser, scalar by scalar: other scripts, accents, invisible characters, acronyms.

extension TokenScan {
    /// Takes the token that begins at `start`, if one does; the result is where to go on.
    @inline(never)
    mutating func scanScalars(at start: Int) -> Int {
        let first = DecodedScalar(text, at: start)
        let kind = tables[first.value].kind
        guard kind.contains(.word) else { return start + first.width }
        if first.width == 1, let end = acronymEnd(at: start) { return scanAcronym(start..<end) }
        return scanRun(.none, at: start, flags: kind.contains(.alone) ? .alone : [])
    }

    /// Takes the word that begins at `start` with the ASCII letters or digits of `piece`.
    @inline(never)
    mutating func scanWord(_ piece: ASCIIWord, at start: Int) -> Int {
        scanRun(piece, at: start, flags: [])
    }

    private mutating func scanAcronym(_ range: Range<Int>) -> Int {
        let place = foldedCount
        var flags: Token.Flags = .acronym
        for place in range where text[place] != ASCII.dot {
            append(text[place] | 0x20)
            if text[place] & 0x20 == 0 { flags.insert(.capital) }
        }
        return emit(range, foldedFrom: place, flags)
    }

    /// Takes the token at `start`, folding the scalars behind `piece` that belong to it: marks where `flags` say that
    /// it stands alone. The token ends behind the last visible one.
    @inline(__always)
    private mutating func scanRun(_ piece: ASCIIWord, at start: Int, flags: Token.Flags) -> Int {
        let isWord = !flags.contains(.alone)
        let place = foldedCount
        var out = folded + place
        Self.store(piece.folded, at: out)
        out += piece.length
        var marks = MarkOrder()
        var capitals = piece.capitals
        var kinds: ScalarClass = []
        var next = start &+ piece.length
        var end = next
        while true {
            if text[next] < 0x80 {
                let piece = ASCIIWord(at: text + next)
                guard isWord, piece.length > 0 else { break }
                Self.store(piece.folded, at: out)
                out += piece.length
                capitals |= piece.capitals
                next &+= piece.length
                end = next
                marks.noteLetter()
                continue
            }
            let scalar = DecodedScalar(text, at: next)
            let entry = tables[scalar.value]
            guard next == start || entry.kind.continues(isWord) else { break }
            let bytes = text + next
            next &+= scalar.width
            if entry.kind.contains(.invisible) { continue }
            end = next
            kinds.formUnion(entry.kind)
            let length = appendFolded(scalar, entry, from: bytes, to: out)
            out += length
            if length > 0 { marks.note(scalar.value, entry.kind) }
        }
        foldedCount = out - folded
        if marks.areMixed { reorderFolded(from: place) }
        let isCapital = capitals != 0 || kinds.contains(.capital)
        return emit(start..<end, foldedFrom: place, isCapital ? flags.union(.capital) : flags)
    }

    /// Stores a token whose folded form begins at `place` and ends the folded forms; the result is where to go on.
    @inline(__always)
    private mutating func emit(_ range: Range<Int>, foldedFrom place: Int, _ flags: Token.Flags) -> Int {
        let count = foldedCount &- place
        let hash = WordHash.of(folded + place, count: count)
        emit(hash, range.lowerBound, range.upperBound, foldedStart: place, foldedCount: count, flags)
        return text[range.upperBound] == ASCII.space
            ? range.upperBound &+ 1 : afterPossessive(at: range.upperBound)
    }

    /// Stores the folded form of a scalar that stands at `bytes`; the result is its length.
    @inline(__always)
    private func appendFolded(
        _ scalar: DecodedScalar, _ entry: FoldEntry, from bytes: UnsafePointer<UInt8>,
        to out: UnsafeMutablePointer<UInt8>
    ) -> Int {
        if entry.kind.contains(.long) { return appendLong(scalar.value, entry, to: out) }
        let folds = entry.kind.contains(.folds)
        Self.store(folds ? entry.form : UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self), at: out)
        return folds ? entry.length : scalar.width
    }

    /// Eight bytes are stored whatever the length; the next ones overwrite what is too much.
    @inline(__always)
    private static func store(_ form: UInt64, at out: UnsafeMutablePointer<UInt8>) {
        UnsafeMutableRawPointer(out).storeBytes(of: form, as: UInt64.self)
    }

    @inline(never)
    private func appendLong(_ scalar: UInt32, _ entry: FoldEntry, to out: UnsafeMutablePointer<UInt8>) -> Int {
        var length = 0
        func append(_ byte: UInt8) {
            out[length] = byte
            length += 1
        }
        if Hangul.isSyllable(scalar) {
            Hangul.decompose(scalar) { encodeUTF8($0, append) }
        } else {
            tables.longForm(entry).forEach(append)
        }
        return length
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        folded[foldedCount] = byte
        foldedCount &+= 1
    }

    private mutating func reorderFolded(from place: Int) {
        let form = UnsafeBufferPointer(start: folded + place, count: foldedCount - place)
        var scalars = String(decoding: form, as: UTF8.self).unicodeScalars.map(\.value)
        Decompositions.shared.reorder(&scalars)
        foldedCount = place
        for scalar in scalars { encodeUTF8(scalar) { append($0) } }
    }
}

extension TokenScan {
    /// Where the acronym at `start` ends: `U.S`, `U.S.`, one ASCII letter between dots; `nil` where there is none.
    func acronymEnd(at start: Int) -> Int? {
        guard ASCII.isLetter(text[start]) else { return nil }
        var end = start + 1
        while text[end] == ASCII.dot, ASCII.isLetter(text[end + 1]) { end += 2 }
        guard end > start + 1 else { return nil }
        if text[end] == ASCII.dot { end += 1 }
        let kind = tables[DecodedScalar(text, at: end).value].kind
        return !kind.contains(.word) || kind.contains(.alone) ? end : nil
    }

    /// Behind a possessive `'s` at `end`, or `end` where there is none.
    func afterPossessive(at end: Int) -> Int {
        let mark = DecodedScalar(text, at: end)
        switch mark.value {
        case 0x27, 0x2018, 0x2019, 0x02BC, 0xFF07: break
        default: return end
        }
        let after = end + mark.width + 1
        guard text[after - 1] | 0x20 == 0x73 else { return end }
        return tables[DecodedScalar(text, at: after).value].kind.contains(.word) ? end : after
    }
}

extension ScalarClass {
    /// Whether a scalar beyond ASCII goes on with the token before it, a word or a character that stands alone.
    @inline(__always)
    func continues(_ isWord: Bool) -> Bool {
        isWord ? !isDisjoint(with: [.word, .invisible]) && !contains(.alone) : contains(.mark)
    }
}

/// Whether marks follow one another in another order than the canonical one, as far as one look at each can tell.
private struct MarkOrder {
    private(set) var areMixed = false
    private var last: UInt8 = 0

    /// Takes letters that no order concerns.
    @inline(__always)
    mutating func noteLetter() { last = 0 }

    /// Takes a scalar that folding did not drop.
    @inline(__always)
    mutating func note(_ scalar: UInt32, _ kind: ScalarClass) {
        guard kind.contains(.reorders) else { return noteLetter() }
        noteMark(scalar, kind)
    }

    @inline(never)
    private mutating func noteMark(_ scalar: UInt32, _ kind: ScalarClass) {
        let order = kind.contains(.folds) ? 1 : Decompositions.shared.combiningClasses[scalar]
        if kind.contains(.folds) || last > order { areMixed = true }
        last = order
    }
}
