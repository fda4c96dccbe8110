// SPDX-License-Identifier: Apache-2.0
// A start tag of the loose reader laid out as the strict parser lays one out.

import Wording
import XML2

/// Names and values of one tag, NUL-terminated, in one buffer that is reused.
struct TagScratch {
    private var bytes = ByteBuffer()
    /// Offsets into `bytes`: local name, prefix or -1, value's start and end.
    private var attributes: [(local: Int, prefix: Int, start: Int, end: Int)] = []
    private var declarations: [(prefix: String, uri: String)] = []
    private var local = 0
    private var prefix = -1
    private var uri = ByteBuffer(capacity: 256)
    private var pointers = UnsafeMutablePointer<UnsafePointer<UInt8>?>.allocate(capacity: 5 * 256)
    private(set) var hasUndecodable = false

    func deallocate() {
        bytes.deallocate()
        uri.deallocate()
        pointers.deallocate()
    }

    mutating func fill(
        _ tag: LooseTag, _ text: UnsafeBufferPointer<UInt8>, _ declared: inout DeclaredEntities?, limits: XMLLimits
    ) throws(XMLError) {
        bytes.removeAll()
        attributes.removeAll(keepingCapacity: true)
        declarations.removeAll(keepingCapacity: true)
        hasUndecodable = false
        (local, prefix) = appendName(text, tag.name)
        for (name, value) in HTMLAttributes(at: tag.attributes, in: text) {
            guard attributes.count < min(256, limits.maxAttributes) else {
                throw .limit("a tag with more than \(limits.maxAttributes) attributes")
            }
            appendAttribute(text, name, unquoted(value, tag, text), &declared)
        }
    }

    /// The tag; valid until the next `fill`. Declarations of namespaces are entered in `open` at `depth`.
    mutating func element(namespaceOf open: inout OpenElements, depth: Int) -> XMLElement {
        for declaration in declarations { open.declare(declaration.prefix, declaration.uri, depth: depth) }
        let prefixText = prefix < 0 ? "" : String(cString: bytes.base + prefix)
        let namespace = open.namespace(prefixText)
        uri.removeAll()
        for byte in (namespace ?? "").utf8 { uri.append(byte) }
        uri.append(0)
        for (index, attribute) in attributes.enumerated() {
            let five = pointers + index * 5
            five[0] = UnsafePointer(bytes.base + attribute.local)
            five[1] = attribute.prefix < 0 ? nil : UnsafePointer(bytes.base + attribute.prefix)
            five[2] = nil
            five[3] = UnsafePointer(bytes.base + attribute.start)
            five[4] = UnsafePointer(bytes.base + attribute.end)
        }
        return XMLElement(
            local: UnsafePointer(bytes.base + local), prefix: prefix < 0 ? nil : UnsafePointer(bytes.base + prefix),
            namespace: namespace == nil ? nil : UnsafePointer(uri.base),
            attributes: XMLAttributes(base: pointers, count: attributes.count, escapesAmpersands: false))
    }

    /// A value whose quotation mark is not closed, or by one of the other kind, ends with the tag.
    private func unquoted(_ value: Range<Int>, _ tag: LooseTag, _ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        guard value.upperBound == tag.attributes.upperBound, !value.isEmpty else { return value }
        var end = value.upperBound
        let opening = text[value.lowerBound - 1]
        guard opening == 0x22 || opening == 0x27 else { return value }
        if tag.isSelfClosing { end -= 1 }
        while end > value.lowerBound, text[end - 1].isHTMLSpace { end -= 1 }
        if end > value.lowerBound, text[end - 1] == (opening ^ 0x22 ^ 0x27) { end -= 1 }
        return value.lowerBound..<end
    }

    private mutating func appendAttribute(
        _ text: UnsafeBufferPointer<UInt8>, _ name: Range<Int>, _ value: Range<Int>,
        _ declared: inout DeclaredEntities?
    ) {
        let (local, prefix) = appendName(text, name)
        let start = bytes.count
        let raw = UnsafeBufferPointer(rebasing: text[value])
        let deviations = ReferenceDecoder.decode(raw, inAttribute: true, declared: &declared, into: &bytes)
        hasUndecodable = hasUndecodable || deviations.contains(.bareAmpersand)
        let end = bytes.count
        bytes.append(0)
        guard isDeclaration(local, prefix) else { return attributes.append((local, prefix, start, end)) }
        let uri = UnsafeBufferPointer(start: UnsafePointer(bytes.base) + start, count: end - start).string
        declarations.append((prefix < 0 ? "" : String(cString: bytes.base + local), uri))
    }

    private func isDeclaration(_ local: Int, _ prefix: Int) -> Bool {
        String(cString: bytes.base + (prefix < 0 ? local : prefix)) == "xmlns"
    }

    /// Appends `prefix NUL local NUL`; offsets, -1 without a prefix.
    private mutating func appendName(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> (local: Int, prefix: Int) {
        var prefix = -1
        var start = range.lowerBound
        if let colon = text[range].firstIndex(of: UInt8(ascii: ":")) {
            prefix = bytes.count
            for byte in text[start..<colon] { bytes.append(byte == 0 ? 0x20 : byte) }
            bytes.append(0)
            start = colon + 1
        }
        let local = bytes.count
        for byte in text[start..<range.upperBound] { bytes.append(byte == 0 ? 0x20 : byte) }
        bytes.append(0)
        return (local, prefix)
    }
}
