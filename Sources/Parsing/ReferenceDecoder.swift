// SPDX-License-Identifier: Apache-2.0
// Resolves the references of ill-formed text and takes out what no text may hold.

import Wording

enum ReferenceDecoder {
    /// What was found that XML does not allow.
    struct Deviations: OptionSet {
        let rawValue: UInt8

        static let bareAmpersand = Deviations(rawValue: 1)
        static let htmlEntity = Deviations(rawValue: 2)
        static let control = Deviations(rawValue: 4)
    }

    /// The entities that every document has.
    static let predefined: Set<String> = ["amp", "lt", "gt", "quot", "apos"]

    /// Appends `text` to `out`, references resolved and control characters dropped; returns the deviations from XML.
    @discardableResult
    static func decode(
        _ text: UnsafeBufferPointer<UInt8>, inAttribute: Bool, into out: inout ByteBuffer
    ) -> Deviations {
        var none: DeclaredEntities?
        return decode(text, inAttribute: inAttribute, declared: &none, into: &out)
    }

    /// The same for a document that declares entities of its own.
    static func decode(
        _ text: UnsafeBufferPointer<UInt8>, inAttribute: Bool, declared: inout DeclaredEntities?,
        into out: inout ByteBuffer
    ) -> Deviations {
        var deviations: Deviations = []
        var position = 0
        while position < text.count {
            position += appendPlain(text, from: position, to: &out)
            guard position < text.count else { break }
            guard text[position] == UInt8(ascii: "&") else {
                deviations.insert(.control)
                position += 1
                continue
            }
            let rest = UnsafeBufferPointer(rebasing: text[position...])
            if let length = declared?.appendValue(of: rest, to: &out), length > 0 {
                position += length
            } else {
                position += reference(text, position, inAttribute, &out, &deviations)
            }
        }
        return deviations
    }

    /// Appends what stands for itself; how many bytes that are.
    private static func appendPlain(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, to out: inout ByteBuffer
    ) -> Int {
        var end = start
        while end < text.count, text[end] != UInt8(ascii: "&"), isText(text[end]) { end += 1 }
        if end > start, let base = text.baseAddress { out.append(base + start, end - start) }
        return end - start
    }

    private static func isText(_ byte: UInt8) -> Bool {
        byte >= 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
    }

    /// Returns the bytes taken.
    private static func reference(
        _ text: UnsafeBufferPointer<UInt8>, _ position: Int, _ inAttribute: Bool, _ out: inout ByteBuffer,
        _ deviations: inout Deviations
    ) -> Int {
        let rest = UnsafeBufferPointer(rebasing: text[position...])
        guard let reference = HTMLEntities.reference(at: rest, inAttribute: inAttribute) else {
            deviations.insert(.bareAmpersand)
            out.append(UInt8(ascii: "&"))
            return 1
        }
        if rest[1] != UInt8(ascii: "#"), !isPredefined(rest, reference.length) { deviations.insert(.htmlEntity) }
        append(reference.first, to: &out)
        if let second = reference.second { append(second, to: &out) }
        return reference.length
    }

    private static func isPredefined(_ text: UnsafeBufferPointer<UInt8>, _ length: Int) -> Bool {
        let name = UnsafeBufferPointer(rebasing: text[1..<length])
        return name.equals("amp;") || name.equals("lt;") || name.equals("gt;") || name.equals("quot;")
            || name.equals("apos;")
    }

    private static func append(_ scalar: Unicode.Scalar, to out: inout ByteBuffer) {
        // Control characters that a reference spells are no more text than those that stand there.
        guard scalar.value >= 0x20 || scalar.value == 0x0A || scalar.value == 0x09 || scalar.value == 0x0D else {
            return
        }
        for byte in String(scalar).utf8 { out.append(byte) }
    }
}
