// SPDX-License-Identifier: Apache-2.0
// Whether the beginning of a document can be in the encoding it claims, and which it is in where it claims none.

import XML2

struct HeadText {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let utf8: UTF8Text.Count

    /// Unless the document `isWhole` with them, the bytes may end within a character.
    init(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
        self.bytes = bytes
        utf8 = UTF8Text.count(bytes, isCut: !isWhole)
    }

    /// Whether the bytes may be text of that encoding, and nothing speaks for another one; `tolerance` is which part of
    /// the characters beyond ASCII may be wrong.
    func fits(_ name: String, tolerance: Double = 0.02) -> Bool {
        if name == "UTF-8" { return isASCII ? escapes == nil : isUTF8 }
        // A document without zero bytes is no UTF-16, whatever it says.
        if name.hasPrefix("UTF-") { return false }
        if name == "US-ASCII" { return isASCII && escapes == nil }
        if isASCII, escapes == nil { return isASCIICompatible(name) }
        if utf8.faults == 0, isProof(against: name) { return false }
        return Double(faults(in: name)) <= Double(utf8.sequences + utf8.faults) * tolerance
    }

    private var isASCII: Bool { utf8.sequences == 0 && utf8.faults == 0 }

    /// Whether what is wrong with it as UTF-8 is the exception.
    private var isUTF8: Bool { utf8.faults == 0 || utf8.faults < utf8.sequences }

    /// What escape sequences switch the text to.
    private var escapes: String? { EncodingGuess.byEscapes(bytes) }

    /// A document that begins in ASCII is neither EBCDIC nor UTF-16.
    private func isASCIICompatible(_ name: String) -> Bool {
        var text: [UInt8] = []
        let head = UnsafeBufferPointer(rebasing: bytes.prefix(16))
        CharacterConverter(from: name)?.convert(head, into: &text)
        return text.elementsEqual(head) || !head.contains(UInt8(ascii: "<"))
    }

    /// Text that is UTF-8 throughout is no other by accident, but for short texts of two bytes a character.
    private func isProof(against name: String) -> Bool {
        guard utf8.sequences > 0 else { return false }
        return utf8.longSequences > 0 || !EncodingGuess.isMultibyte(name)
    }

    private func faults(in name: String) -> Int {
        guard let converter = CharacterConverter(from: name) else { return .max }
        var text: [UInt8] = []
        converter.convert(bytes, into: &text)
        return converter.faults
    }

    /// The encoding by the bytes alone; `nil` for UTF-8.
    func guess() -> String? {
        isASCII ? escapes : isUTF8 ? nil : EncodingGuess.byStatistics(bytes)
    }
}
