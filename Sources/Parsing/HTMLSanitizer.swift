// SPDX-License-Identifier: Apache-2.0
// HTML that is safe to show: only elements and attributes of an allow-list are written, and only in one spelling, so that
// no browser can read more into the output than was put there. Dropped elements leave their text, active ones nothing.

import Glibc
import Wording

enum HTMLSanitizer {
    /// Safe HTML for UTF-8 bytes of any HTML. Relative links are resolved against `base`; `nil` leaves them relative.
    static func sanitise(_ html: [UInt8], base: String?) -> String {
        html.withUnsafeBufferPointer { bytes in
            var pass = SanitizerPass(bytes, base: base)
            pass.run()
            return pass.text
        }
    }
}

private struct SanitizerPass {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let base: String?
    private var tokenizer: HTMLTokenizer
    private var out: [UInt8] = []
    /// Names of the elements that are open in the output, so that it nests.
    private var open: [String] = []
    /// The active element whose content is being dropped, and how deep in its own kind.
    private var dropped: (name: String, depth: Int)?

    init(_ bytes: UnsafeBufferPointer<UInt8>, base: String?) {
        self.bytes = bytes
        self.base = base
        tokenizer = HTMLTokenizer(bytes)
        out.reserveCapacity(bytes.count + 64)
    }

    var text: String { String(decoding: out, as: UTF8.self) }

    mutating func run() {
        while let token = tokenizer.next() {
            switch token {
            case .text(let range), .cdata(let range): if dropped == nil { append(text: range) }
            case .start(let tag): start(tag)
            case .end(let tag): end(tag)
            case .nothing: break
            }
        }
        while let name = open.popLast() { append("</\(name)>") }
    }

    private func name(of tag: HTMLTag) -> String {
        UnsafeBufferPointer(rebasing: bytes[tag.name]).loweredString
    }

    private mutating func start(_ tag: HTMLTag) {
        let name = name(of: tag)
        if let (outer, depth) = dropped {
            if outer == name, !tag.isSelfClosing { dropped = (outer, depth + 1) }
            return
        }
        if SafeHTML.raw.contains(name) {
            if !tag.isSelfClosing { tokenizer.skipRawText(of: tag) }
            return
        }
        if SafeHTML.dropped.contains(name) {
            if !tag.isSelfClosing, !SafeHTML.voids.contains(name) { dropped = (name, 1) }
            return
        }
        guard SafeHTML.elements.contains(name) else { return }
        write(tag, name)
    }

    private mutating func write(_ tag: HTMLTag, _ name: String) {
        append("<" + name)
        var seen: Set<String> = []
        for (nameRange, valueRange) in HTMLAttributes(of: tag, in: bytes) {
            let attribute = UnsafeBufferPointer(rebasing: bytes[nameRange]).loweredString
            guard SafeHTML.attributes.contains(attribute), seen.insert(attribute).inserted,
                let value = SafeHTML.value(of: attribute, decoded(valueRange), base: base)
            else { continue }
            append(" " + attribute + "=\"")
            append(escaped: value)
            append("\"")
        }
        if SafeHTML.voids.contains(name) { return append(" />") }
        append(">")
        if tag.isSelfClosing { append("</\(name)>") } else { open.append(name) }
    }

    private mutating func end(_ tag: HTMLTag) {
        let name = name(of: tag)
        if let (outer, depth) = dropped {
            if outer == name { dropped = depth > 1 ? (outer, depth - 1) : nil }
            return
        }
        // An end tag without its start is dropped; the elements within the one it closes are closed with it.
        guard let index = open.suffix(256).lastIndex(of: name) else { return }
        while open.count > index, let last = open.popLast() { append("</\(last)>") }
    }

    private func decoded(_ range: Range<Int>) -> String {
        var buffer = ByteBuffer(capacity: max(64, range.count))
        defer { buffer.deallocate() }
        ReferenceDecoder.decode(UnsafeBufferPointer(rebasing: bytes[range]), inAttribute: true, into: &buffer)
        return buffer.bytes.string
    }

    /// References stay as they are written, but for an `&` that is none.
    private mutating func append(text range: Range<Int>) {
        for place in range {
            switch bytes[place] {
            case UInt8(ascii: "<"): append("&lt;")
            case UInt8(ascii: ">"): append("&gt;")
            case UInt8(ascii: "&"): appendAmpersand(place, range.upperBound)
            case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: break
            default: out.append(bytes[place])
            }
        }
    }

    private mutating func appendAmpersand(_ place: Int, _ end: Int) {
        let rest = UnsafeBufferPointer(rebasing: bytes[place..<end])
        if HTMLEntities.reference(at: rest) == nil { append("&amp;") } else { out.append(UInt8(ascii: "&")) }
    }

    private mutating func append(escaped value: String) {
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "<"): append("&lt;")
            case UInt8(ascii: ">"): append("&gt;")
            case UInt8(ascii: "&"): append("&amp;")
            case UInt8(ascii: "\""): append("&quot;")
            default: out.append(byte)
            }
        }
    }

    private mutating func append(_ text: String) {
        out.append(contentsOf: text.utf8)
    }
}
