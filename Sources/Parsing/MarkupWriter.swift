// SPDX-License-Identifier: Apache-2.0
// Writes elements inside a text back as HTML: Atom's XHTML, and feeds that forgot to escape.

import XML2

struct MarkupWriter {
    /// The open elements' names, one after the other, and where each begins.
    private var names = ByteBuffer(capacity: 256)
    private var starts: [Int] = []

    func deallocate() {
        names.deallocate()
    }

    mutating func removeAll() {
        names.removeAll()
        starts.removeAll(keepingCapacity: true)
    }

    /// `base` is an xml:base that was declared within the markup, which HTML cannot say: links are resolved by it here.
    mutating func start(_ element: XMLElement, base: String? = nil, into text: inout ByteBuffer, limit: Int) {
        starts.append(names.count)
        append(cString: element.local, to: &names)
        guard text.count < limit else { return }
        text.append(UInt8(ascii: "<"))
        append(cString: element.local, to: &text)
        for attribute in element.attributes where text.count < limit { write(attribute, base, into: &text) }
        text.append(UInt8(ascii: ">"))
    }

    mutating func end(into text: inout ByteBuffer) {
        guard let start = starts.popLast() else { return }
        let name = UnsafeBufferPointer(start: names.base + start, count: names.count - start)
        if !Self.isVoid(name) {
            text.append("</")
            text.append(names.base + start, name.count)
            text.append(UInt8(ascii: ">"))
        }
        names.removeLast(name.count)
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout ByteBuffer, limit: Int) {
        guard text.count < limit else { return }
        for byte in bytes.prefix(limit - text.count) { Self.escape(byte, into: &text) }
    }

    private func write(_ attribute: XMLAttribute, _ base: String?, into text: inout ByteBuffer) {
        text.append(UInt8(ascii: " "))
        append(cString: attribute.local, to: &text)
        text.append("=\"")
        for byte in Self.value(of: attribute, base).utf8 {
            if byte == UInt8(ascii: "\"") { text.append("&quot;") } else { Self.escape(byte, into: &text) }
        }
        text.append(UInt8(ascii: "\""))
    }

    private static func value(of attribute: XMLAttribute, _ base: String?) -> String {
        guard base != nil else { return attribute.text }
        if attribute.isNamed("srcset") { return SafeLink.sources(attribute.text, base: base) ?? attribute.text }
        let isLink = links.contains { attribute.isNamed($0) }
        return isLink ? URLReference.resolve(attribute.text, against: base) : attribute.text
    }

    private static let links: [StaticString] = [
        "href", "src", "cite", "longdesc", "poster", "background", "usemap",
    ]

    private func append(cString: UnsafePointer<UInt8>, to buffer: inout ByteBuffer) {
        var length = 0
        while cString[length] != 0 { length += 1 }
        if length > 0 { buffer.append(cString, length) }
    }

    private static func escape(_ byte: UInt8, into text: inout ByteBuffer) {
        switch byte {
        case UInt8(ascii: "<"): text.append("&lt;")
        case UInt8(ascii: ">"): text.append("&gt;")
        case UInt8(ascii: "&"): text.append("&amp;")
        default: text.append(byte)
        }
    }

    /// Elements of HTML that have no end tag.
    static func isVoid(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        voids.contains { name.equals($0) }
    }

    private static let voids: [StaticString] = [
        "br", "img", "hr", "input", "link", "meta", "area", "base", "col", "embed", "source", "track", "wbr", "param",
    ]
}
